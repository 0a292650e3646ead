# SPDX-License-Identifier: GPL-3.0-or-later
# fish completion of dateline-cli
set -l commands import update remove reread readers edit extract list path dump search export check backups restore drafts help
complete -c dateline-cli -f -n "not __fish_seen_subcommand_from $commands" -a import -d 'add articles to a case'
complete -c dateline-cli -f -n "not __fish_seen_subcommand_from $commands" -a remove -d 'take articles out of a case'
complete -c dateline-cli -f -n "not __fish_seen_subcommand_from $commands" -a update -d 'read what is new in the folder of a case'
complete -c dateline-cli -f -n "not __fish_seen_subcommand_from $commands" -a reread -d 'read all articles again'
complete -c dateline-cli -f -n "not __fish_seen_subcommand_from $commands" -a readers -d 'other programs that read in a case'
complete -c dateline-cli -f -n "not __fish_seen_subcommand_from $commands" -a edit -d 'correct what is in a case'
complete -c dateline-cli -f -n "not __fish_seen_subcommand_from $commands" -a extract -d 'annotations of single articles'
complete -c dateline-cli -f -n "not __fish_seen_subcommand_from $commands" -a list -d 'a table of what is in a case'
complete -c dateline-cli -f -n "not __fish_seen_subcommand_from $commands" -a path -d 'how two names are connected'
complete -c dateline-cli -f -n "not __fish_seen_subcommand_from $commands" -a dump -d 'every annotation as JSON lines'
complete -c dateline-cli -f -n "not __fish_seen_subcommand_from $commands" -a search -d 'find names, events and text'
complete -c dateline-cli -f -n "not __fish_seen_subcommand_from $commands" -a export -d 'write it for other programs'
complete -c dateline-cli -f -n "not __fish_seen_subcommand_from $commands" -a check -d 'whether all follows from the articles'
complete -c dateline-cli -f -n "not __fish_seen_subcommand_from $commands" -a backups -d 'earlier states of a case'
complete -c dateline-cli -f -n "not __fish_seen_subcommand_from $commands" -a restore -d 'go back to a backup'
complete -c dateline-cli -f -n "not __fish_seen_subcommand_from $commands" -a drafts -d 'unsaved cases'
complete -c dateline-cli -f -n "not __fish_seen_subcommand_from $commands" -a help -d 'the options of a command'
complete -c dateline-cli -f -n '__fish_seen_subcommand_from help' -a "$commands"
complete -c dateline-cli -n '__fish_seen_subcommand_from list' -a 'documents events people institutions places relations quotes conflicts suggestions communities decisions'
complete -c dateline-cli -n '__fish_seen_subcommand_from import' -l input -x -a 'text html ndjson conllu'
complete -c dateline-cli -n '__fish_seen_subcommand_from import' -l data -r
complete -c dateline-cli -n '__fish_seen_subcommand_from import' -l update
complete -c dateline-cli -n '__fish_seen_subcommand_from import' -l annotations -r
complete -c dateline-cli -n '__fish_seen_subcommand_from import' -l reader -x
complete -c dateline-cli -n '__fish_seen_subcommand_from import' -l unread
complete -c dateline-cli -n '__fish_seen_subcommand_from import' -l title -x
complete -c dateline-cli -n '__fish_seen_subcommand_from import' -l report -r
complete -c dateline-cli -n '__fish_seen_subcommand_from import' -l source -x
complete -c dateline-cli -n '__fish_seen_subcommand_from import' -l date -x
complete -c dateline-cli -n '__fish_seen_subcommand_from update' -l data -r
complete -c dateline-cli -n '__fish_seen_subcommand_from update' -l off
complete -c dateline-cli -n '__fish_seen_subcommand_from reread' -l data -r
complete -c dateline-cli -n '__fish_seen_subcommand_from edit' -l reason -r
complete -c dateline-cli -n '__fish_seen_subcommand_from edit' -l date -r
complete -c dateline-cli -n '__fish_seen_subcommand_from edit' -l quote -r
complete -c dateline-cli -n '__fish_seen_subcommand_from edit' -l lines -r
complete -c dateline-cli -n '__fish_seen_subcommand_from extract' -l input -x -a 'text html ndjson conllu'
complete -c dateline-cli -n '__fish_seen_subcommand_from extract' -l layer -r
complete -c dateline-cli -n '__fish_seen_subcommand_from extract' -l format -x -a 'ndjson conllu tracks'
complete -c dateline-cli -n '__fish_seen_subcommand_from extract' -l data -r
complete -c dateline-cli -n '__fish_seen_subcommand_from list' -l format -x -a 'table json csv'
complete -c dateline-cli -n '__fish_seen_subcommand_from list' -l bom
complete -c dateline-cli -n '__fish_seen_subcommand_from list' -l all
complete -c dateline-cli -n '__fish_seen_subcommand_from list' -l min-score -r
complete -c dateline-cli -n '__fish_seen_subcommand_from list' -l entity -r
complete -c dateline-cli -n '__fish_seen_subcommand_from list' -l event -r
complete -c dateline-cli -n '__fish_seen_subcommand_from search' -l limit -x
complete -c dateline-cli -n '__fish_seen_subcommand_from search' -l keep
complete -c dateline-cli -n '__fish_seen_subcommand_from search' -l forget
complete -c dateline-cli -n '__fish_seen_subcommand_from search' -l kept
complete -c dateline-cli -n '__fish_seen_subcommand_from path' -l format -x -a 'text json csv'
complete -c dateline-cli -n '__fish_seen_subcommand_from export' -l view -x -a 'timeline graph'
complete -c dateline-cli -n '__fish_seen_subcommand_from export' -l format -x -a 'png svg pdf html facts timelinejs timelinejs-csv json csv graphml gexf neo4j-nodes neo4j-relationships ftm ical markdown csl ris web-annotation brat list'
complete -c dateline-cli -n '__fish_seen_subcommand_from export' -l bom
complete -c dateline-cli -n '__fish_seen_subcommand_from export' -l about -x
complete -c dateline-cli -n '__fish_seen_subcommand_from export' -l story
complete -c dateline-cli -n '__fish_seen_subcommand_from export' -l headline -x
complete -c dateline-cli -n '__fish_seen_subcommand_from export' -l standfirst -x
complete -c dateline-cli -n '__fish_seen_subcommand_from export' -l credit -x
complete -c dateline-cli -n '__fish_seen_subcommand_from export' -l layout
complete -c dateline-cli -n '__fish_seen_subcommand_from export' -l width -r
complete -c dateline-cli -n '__fish_seen_subcommand_from export' -l preset -x -a '1-column 2-columns 4-columns 16-9 square a4 a3'
complete -c dateline-cli -n '__fish_seen_subcommand_from export' -l from -r
complete -c dateline-cli -n '__fish_seen_subcommand_from export' -l to -r
complete -c dateline-cli -n '__fish_seen_subcommand_from export' -l dark
complete -c dateline-cli -n '__fish_seen_subcommand_from export' -l minor
complete -c dateline-cli -n '__fish_seen_subcommand_from export' -l min-score -r
complete -c dateline-cli -n '__fish_seen_subcommand_from check' -l data -r
complete -c dateline-cli -s q -l quiet
complete -c dateline-cli -s V -l version
