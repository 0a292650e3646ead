# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of this folder share: a small case, the jobs that are interrupted, and how what is left is judged."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).parent

ARTICLES = {
    'bank': 'Title: Bank chief resigns\nDate: 2021-05-04\nSource: Harbour Times\n\nAnna Berg, the chief executive of Fjord '
            'Bank, resigned on 3 May 2021. \u201cIt was time,\u201d Berg said in Oslo. Nils Moe succeeded her on Monday.\n',
    'mine': 'Title: Mine closes\nDate: 2021-06-11\nSource: Daily Courier\n\nAlder Mining closed its mine near Kiruna on 10 June '
            '2021. Eva Lund, the mayor, met Nils Moe in Stockholm last week.\n',
    'vote': 'Title: Council votes\nDate: 2021-07-02\nSource: Harbour Times\n\nThe council of Bergen voted on 1 July 2021. Eva '
            'Lund denied that Fjord Bank had bought the harbour in 2020.\n',
}
MORE = {
    'ferry': 'Title: Ferry sold\nDate: 2021-08-02\n\nFjord Bank sold the ferry on 1 August 2021, Karl Holm said.\n',
    'court': 'Title: Court rules\nDate: 2021-09-12\n\nA court in Oslo ruled against Alder Mining on 10 September 2021.\n',
}


class Judgement(Exception):
    """what is wrong with a case that was interrupted"""


class Tap:
    def __init__(self, plan):
        self.n = 0
        self.good = True
        print(f'1..{plan}', flush=True)

    def ok(self, held, text):
        self.n += 1
        self.good = self.good and bool(held)
        print(f'{"ok" if held else "not ok"} {self.n} {text}', flush=True)

    def end(self):
        sys.exit(not self.good)


# ---- what is in a case ----------------------------------------------------------------------------------------------

class State:
    """a journal, how much of it is in force, and the articles"""

    def __init__(self, journal=(), position=0, articles=()):
        self.journal, self.position, self.articles = list(journal), position, list(articles)

    def __eq__(self, other):
        return vars(self) == vars(other)

    def __repr__(self):
        return f'{self.position} of {len(self.journal)} decisions, {len(self.articles)} articles'

    def after(self, did):
        """the state once what the worker has acknowledged, a line of its answers, is done"""
        what, _, rest = did.partition(' ')
        if what == 'decide':
            return State(self.journal[:self.position] + [rest], self.position + 1, self.articles)
        step = {'undo': -1, 'redo': 1}.get(what, 0)
        return State(self.journal, self.position + step, self.articles)

    def may_become(self, other, more):
        """whether @other is this state, or the next one, of which the user has not been told yet; @more: articles on their
        way"""
        if other.articles != self.articles:
            return (other.journal, other.position) == (self.journal, self.position) and more > 0 \
                and other.articles[:len(self.articles)] == self.articles \
                and len(other.articles) == len(self.articles) + more
        if other.journal == self.journal:
            return abs(other.position - self.position) <= 1
        return other.position == self.position + 1 == len(other.journal) and \
            other.journal[:self.position] == self.journal[:self.position]


class Looker:
    """one process that opens many cases"""

    def __init__(self, worker):
        self.process = subprocess.Popen([worker, 'look'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def look(self, how, path):
        """(State) of the case at @path, opened to "read" or "write" """
        self.process.stdin.write(f'{how} {path}\n')
        self.process.stdin.flush()
        state, problems = State(), []
        while True:
            line = self.process.stdout.readline()
            if not line:
                raise Judgement(f'opening {path} ends the program ({self.process.wait()})')
            kind, _, rest = line.rstrip('\n').partition(' ')
            if kind == '.':
                break
            elif kind == 'case':
                state.position = int(rest.split()[0])
            elif kind == 'decision':
                state.journal.append(rest)
            elif kind == 'article':
                state.articles.append(rest)
            else:
                problems.append(rest)
        if problems:
            raise Judgement(f'corrupt: {problems[0]}')
        return state

    def look_at(self, path, how):
        """@how: "read", without touching it, "write", as the next one who writes it, or "both" """
        if how == 'read':
            return self.look('read', path)
        before = self.look('read', path) if how == 'both' else None
        found = self.look('write', path)
        if how == 'both' and before != found:
            raise Judgement(f'a reader sees {before}, a writer {found}')
        left = [name for name in os.listdir(path.parent)
                if name.startswith((path.name + '-', f'.~{path.name}'))]
        if left:
            raise Judgement(f'{", ".join(left)} stays behind')
        return found


# ---- jobs -----------------------------------------------------------------------------------------------------------

class Place:
    """a folder in memory with what the jobs begin from"""

    def __init__(self, programs):
        """@programs: folder of the tests' programs, and dateline-cli"""
        self.worker = str(pathlib.Path(programs[0]) / 'safety-worker')
        self.calls = str(pathlib.Path(programs[0]) / 'libsafety-calls.so')
        memory = '/dev/shm' if os.access('/dev/shm', os.W_OK) else None
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='dateline-safety-', dir=memory)).resolve()
        self.work = self.folder / 'work'
        self.case = self.work / 'case.dateline'
        self.other = self.work / 'other.dateline'
        self.answers = self.work / 'answers'
        self.looker = Looker(self.worker)
        self.base = self.folder / 'base.dateline'
        self.over = self.folder / 'over.dateline'
        self.old = here / 'old.dateline'
        self.more = self.write(MORE, 'more')
        subprocess.run([programs[1], 'import', self.base, self.write(ARTICLES, 'articles')], check=True,
                       stderr=subprocess.DEVNULL)
        shutil.copy(self.base, self.over)
        for case, seed, n in (self.base, '1', '12'), (self.over, '2', '5'):
            subprocess.run([self.worker, 'edit', case, self.folder / 'made', seed, n], check=True)
        self.known = {}
        more = self.folder / 'more.dateline'
        subprocess.run([self.worker, 'import', more, self.folder / 'made', self.more], check=True)
        if len(self.state_of(self.base).journal) < 5:
            sys.exit('Bail out! the case to begin from has no decisions; is DATELINE_DATA_DIR set?')
        self.more_articles = self.state_of(more).articles

    def write(self, articles, name):
        folder = self.folder / name
        folder.mkdir()
        for title, text in articles.items():
            (folder / f'{title}.txt').write_text(text)
        return folder

    def remove(self):
        self.looker.process.stdin.close()
        self.looker.process.wait()
        shutil.rmtree(self.folder)

    def clear(self):
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir()

    def state_of(self, path):
        """what is in a case that is never interrupted; it is looked at in a copy, brought to our version there"""
        if path not in self.known:
            folder = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
            shutil.copy(path, folder / 'copy.dateline')
            self.known[path] = self.looker.look('write', folder / 'copy.dateline')
        return self.known[path]


class Job:
    """Something that is interrupted: the worker's command, the case that it begins from, and what must be left."""
    def __init__(self, place, name, n_edits=12):
        self.place, self.name, self.n_edits = place, name, n_edits
        self.start = {'edit': place.base, 'import': place.base, 'save': place.base, 'migrate': place.old, 'new': None}[name]
        self.more = len(MORE) if name in ('import', 'new') else 0

    def command(self, seed, n_edits=None):
        place, n = self.place, str(self.n_edits if n_edits is None else n_edits)
        what = {'migrate': 'edit', 'new': 'import'}.get(self.name, self.name)
        more = {'edit': [str(seed), n], 'import': [place.more], 'save': [place.other, str(seed), n]}[what]
        return [place.worker, what, place.case, place.answers, *more]

    def prepare(self):
        """the folder as it is before the job"""
        self.place.clear()
        if self.start is not None:
            shutil.copy(self.start, self.place.case)
        if self.name == 'save':
            shutil.copy(self.place.over, self.place.other)

    def run(self, seed, fail=None, log=None, count=None):
        """the finished process, whose files are those of the place's folder"""
        environment = dict(os.environ, LD_PRELOAD=self.place.calls, SAFETY_FOLDER=str(self.place.work), G_DEBUG='')
        for name, value in ('SAFETY_FAIL', fail), ('SAFETY_LOG', log), ('SAFETY_COUNT', count):
            if value is not None:
                environment[name] = str(value)
        return subprocess.run(self.command(seed), env=environment, capture_output=True, text=True, timeout=300)

    def count(self, call, seed):
        """how many such calls the job makes when nothing happens to it"""
        count = self.place.folder / 'count'
        self.prepare()
        self.run(seed, f'{call} 0 0 once', count=count)
        return int(count.read_text())

    def lines(self):
        return self.place.answers.read_text().splitlines() if self.place.answers.exists() else []

    def judge(self, lines, ended, how='both'):
        """Raises Judgement unless what is in the folder, opened as Looker.look_at() says, is what the worker has answered by
        @lines. It may have done one more thing if it has not @ended by itself: what was refused is not in the file."""
        place = self.place
        did = [line[len('did '):] for line in lines if line.startswith('did ')]
        state = State() if self.start is None else place.state_of(self.start)
        case, other = place.case, place.other
        if self.start is None and not did and not case.exists():
            return
        found = self.find(case, how)
        if self.name == 'save':
            if found != state:
                raise Judgement(f'lost: {case.name}, which was saved as another, has {found}, not {state}')
            found = self.find(other, how)
            if 'save' not in did and found == place.state_of(place.over):
                return
        for line in did:
            state = state.after(line)
        imported = any(line.startswith('import') for line in did)
        if imported:
            state = State(state.journal, state.position, state.articles + place.more_articles)
        if not (found == state if ended else state.may_become(found, 0 if imported else self.more)):
            raise Judgement(f'lost: the case has {found}, not {state}')

    def find(self, path, how):
        if not path.exists():
            raise Judgement(f'lost: {path.name} is gone')
        return self.place.looker.look_at(path, how)


def judge_of(job, *arguments):
    """None, or what is wrong"""
    try:
        job.judge(*arguments)
    except Judgement as wrong:
        return str(wrong)
    return None
