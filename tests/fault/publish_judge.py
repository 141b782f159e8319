# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares what was signed, what the office says of it, and what the servers have."""

import collections
import copy
import hashlib
import json

COUNTS = ('lost', 'double', 'disorder', 'unsigned', 'unknown-wrong')

# What a server has of one post. media: ((SHA-256, alt text), …)
Remote = collections.namedtuple('Remote', 'id url text media parent')

# One segment as signed, for one account
Signed = collections.namedtuple('Signed', 'post account segment text media')


def read_signed(office, posts):
    """{(post, account, segment): Signed} of what the office holds and nobody changed."""
    signed = {}
    for row in office.query('SELECT p.id, r.digest, r.content FROM posts p JOIN revisions r ON r.id = p.revision'):
        if row['id'] not in posts:
            continue
        assert hashlib.sha256(row['content'].encode()).digest() == row['digest'], f'post {row["id"]} is not what was signed'
        content = json.loads(row['content'])
        for account in content['accounts']:
            for n, segment in enumerate(content['segments']):
                media = tuple((m['digest'], m['alt_text']) for m in segment['media'])
                signed[row['id'], account, n] = Signed(row['id'], account, n, segment['text'], media)
    return signed


class Judge:
    """One look at everything. @rows: publications; @remote: {account: [Remote, …]} in the order of their arrival"""

    def __init__(self, signed, rows, remote):
        self.signed, self.remote = signed, remote
        self.rows = {(r['post'], r['account'], r['segment']): r for r in rows}
        self.found = {name: [] for name in COUNTS}
        self.claimed = {}

    def report(self, name, *words):
        self.found[name].append(' '.join(map(str, words)))

    def count(self):
        return {name: len(found) for name, found in self.found.items()}

    def judge(self, final=True):
        for account, posts in self.remote.items():
            self.check_account(account, {p.id: (i, p) for i, p in enumerate(posts)}, final)
        return self

    def check_account(self, account, there, final):
        own = {key: row for key, row in self.rows.items() if key[1] == account}
        for key, signed in self.signed.items():
            if key[1] != account:
                continue
            row = own.get(key)
            if row is None:
                self.report('lost', key, 'has no publication')
            elif row['state'] == 'sent':
                self.check_sent(key, signed, row, there)
            elif final and row['state'] in ('queued', 'sending'):
                self.report('lost', key, 'is', row['state'], 'for ever:', row['error'], row['error_detail'])
        self.check_unclaimed(account, own, there)

    def check_sent(self, key, signed, row, there):
        if row['remote_id'] not in there:
            return self.report('lost', key, 'is sent as', repr(row['remote_id']), row['remote_url'], 'and is not there')
        if (key[1], row['remote_id']) in self.claimed:
            self.report('unknown-wrong', key, 'and', self.claimed[key[1], row['remote_id']], 'are both', row['remote_id'])
        self.claimed[key[1], row['remote_id']] = key
        remote = there[row['remote_id']][1]
        if (remote.text, remote.media or signed.media) != (signed.text, signed.media):
            self.report('unsigned', key, 'is', remote, 'not', signed)
        self.check_parent(key, remote, there)

    def check_parent(self, key, remote, there):
        parent = ''
        if key[2] > 0:
            before = self.rows.get((key[0], key[1], key[2] - 1))
            parent = before['remote_id'] if before and before['state'] == 'sent' else None
        if remote.parent is not None and remote.parent != parent:
            self.report('disorder', key, 'answers', repr(remote.parent), 'not', repr(parent))
        elif parent in there and there[parent][0] > there[remote.id][0]:
            self.report('disorder', key, 'is older than what it answers')

    def check_unclaimed(self, account, own, there):
        """What nobody says he sent: of an unknown outcome, or one too many, or signed by nobody."""
        open_rows = collections.defaultdict(list)
        for key, signed in self.signed.items():
            if key[1] == account and key in own and own[key]['state'] != 'sent':
                open_rows[signed.text, signed.media].append(key)
        contents = {(s.text, s.media) for s in self.signed.values() if s.account == account}
        for remote in sorted((p for i, p in there.values() if (account, p.id) not in self.claimed), key=lambda p: p.id):
            content = (remote.text, remote.media)
            if open_rows[content]:
                key = open_rows[content].pop()
                self.check_parent(key, remote, there)
                if own[key]['state'] not in ('unknown', 'sending'):
                    self.report('unknown-wrong', key, 'is there as', remote.id, 'and is said to be', own[key]['state'], own[key]['error'], own[key]['error_detail'])
            elif content in contents:
                self.report('double', account, remote)
            else:
                self.report('unsigned', account, remote)

    def find(self, key):
        """What a person finds who looks for one segment at the network: a post that no other publication is."""
        taken = {r['remote_id'] for k, r in self.rows.items() if k[1] == key[1] and k != key and r['state'] == 'sent'}
        before = self.rows.get((key[0], key[1], key[2] - 1))
        found = [remote for remote in self.remote[key[1]] if remote.id not in taken and (remote.parent or '') == (before['remote_id'] if before else '') and
                 (remote.text, remote.media) == (self.signed[key].text, self.signed[key].media)]
        return found[0] if found else None

    def is_alone(self, key):
        """Whether no other publication of the same words and pictures may be what is found."""
        signed = self.signed[key]
        return not any(k != key and k[1] == key[1] and self.rows[k]['state'] != 'sent' and (s.text, s.media) == (signed.text, signed.media)
                       for k, s in self.signed.items() if k in self.rows)


def check_controls(signed, rows, remote):
    """Whether each thing that must not be is found when it is planted into what was seen. Returns the names of those that are not."""
    def plant(name):
        there, said = copy.deepcopy(remote), copy.deepcopy(rows)
        threads = [r for r in said if r['state'] == 'sent' and r['segment'] > 0 and there[r['account']]]
        row = threads[len(threads) // 2] if threads else next(r for r in said if r['state'] == 'sent')
        posts = there[row['account']]
        i = next(i for i, p in enumerate(posts) if p.id == row['remote_id'])
        if name == 'lost':
            del posts[i]
        elif name == 'double':
            posts.append(posts[i]._replace(id=posts[i].id + '0'))
        elif name == 'disorder':
            posts[i] = posts[i]._replace(parent=posts[i].id)
        elif name == 'unsigned':
            posts.append(posts[i]._replace(id=posts[i].id + '0', text=posts[i].text + '.'))
        else:
            row['state'] = 'not-sent'
        return Judge(signed, said, there).judge().count()[name]

    before = Judge(signed, rows, remote).judge().count()
    return [name for name in COUNTS if plant(name) <= before[name]]
