#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_commands.py SOURCE_ROOT DATELINE_CLI

The manual page and the completions know every command, every option and every export format of the program, and no others.
Prints TAP.
"""
import pathlib
import re
import subprocess
import sys

root, cli = pathlib.Path(sys.argv[1]), sys.argv[2]
failed = False


def run(*arguments):
    return subprocess.run([cli, *arguments], capture_output=True, text=True, check=True).stdout


def ok(number, wrong, text):
    global failed
    failed = failed or bool(wrong)
    print(f'{"not ok" if wrong else "ok"} {number} {text} {" ".join(sorted(wrong))}')


commands = re.findall(r'^  ([a-z]+) ', run('--help').split('\n\n')[1], re.M)
options = {command: set(re.findall(r'--([a-z-]+)', run('help', command).split('Application Options:')[1].split('\n\n')[0]))
           for command in commands}
formats = [line.split()[0] for line in run('export', '--format', 'list').splitlines()]
page = (root / 'data/man/dateline-cli.1').read_text().replace('\\-', '-')
completions = [(root / 'data/completions' / name).read_text() for name in ('dateline-cli', '_dateline-cli', 'dateline-cli.fish')]
print('1..5')
ok(1, [command for command in commands if f'\n.BI {command} ' not in page and f'\n.B {command}\n' not in page],
   'the manual page has each command')
ok(2, [option for command in commands for option in options[command] if f'--{option}' not in page and option != 'help'],
   'and each option')
ok(3, [command for command in commands for text in completions if not re.search(rf'\b{command}\b', text)],
   'the completions have each command')
ok(4, [f'{command}:{option}' for command in commands for option in options[command] for text in completions
       if not re.search(rf'(--|-l ){option}\b', text)], 'and each option')
ok(5, [name for name in formats for text in completions if not re.search(rf'[ (\'"]{name}[ )\'"]', text)], 'and each format')
sys.exit(failed)
