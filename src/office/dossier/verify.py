#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""verify.py [--openssl] [FOLDER]

Checks a dossier of Countersign, offline, with nothing but Python 3.8 or later. FOLDER is where this file lies, if none is named.
It says what holds and exits with 0; or it names every file and fact that does not hold and exits with 1.
With --openssl the signatures are checked by "openssl pkeyutl" instead of the code below.

README in the same folder says what the files are. What is computed here, so that anybody can do it again:
digest of a version   SHA-256 of the bytes of revisions/N.json
hash of an entry      SHA-256 over "CSJ1", the previous hash (32 bytes), sequence, at, actor, post (8 bytes each, big endian), then kind and
                      details, each with its length in bytes in front (4 bytes, big endian)
signature             Ed25519 (RFC 8032) over the UTF-8 bytes of a decision's statement
checkpoint            a C2SP signed note, also Ed25519
"""
import base64
import hashlib
import json
import os
import struct
import subprocess
import sys
import tempfile
import unicodedata

MESSAGES = {
    'missing': ('is missing', '文件缺失'),
    'extra': ('is not in the list of files', '不在文件清单中'),
    'changed': ('does not have the digest that manifest.json states: it was changed', '与 manifest.json 所载摘要不符：已被改动'),
    'manifest': ('does not have the digest that manifest.sha256 states: one of the two was changed', '与 manifest.sha256 所载摘要不符：二者之一已被改动'),
    'sums': ('is not the one line that it should be, or does not fit manifest.json: it was changed', '内容不是应有的一行，或与 manifest.json 不符：已被改动'),
    'unreadable': ('cannot be read: {0}', '无法读取：{0}'),
    'malformed': ('lacks what it should have: {0}', '缺少应有内容：{0}'),
    'digest': ('the text does not have its digest', '内容与其摘要不符'),
    'canonical': ('the text is not in its canonical form', '内容不是规范形式'),
    'medium': ('does not hold what its name says', '内容与文件名不符'),
    'medium_missing': ('picture {0}, used in version {1}, is missing', '版本 {1} 所用图片 {0} 缺失'),
    'revision_journal': ('version {0}: no entry of the journal made it like this', '版本 {0}：流水中没有与之相符的条目'),
    'contributor_journal': ('contributor {0}: no entry of the journal made him one', '参与人 {0}：流水中没有与之相符的条目'),
    'contributor_lost': ('person {0} contributed, entry {1} says, but is not among the contributors', '流水条目 {1} 载明 {0} 参与撰写，名单中却没有'),
    'decision_journal': ('decision {0}: no entry of the journal made it like this', '决定 {0}：流水中没有与之相符的条目'),
    'decision_lost': ('decision {0} is missing, entry {1} of the journal made it', '决定 {0} 缺失，流水条目 {1} 载明有此决定'),
    'decision_revision': ('decision {0}: names a version that is not here, or another digest', '决定 {0}：所指版本不存在或摘要不同'),
    'unsigned': ('decision {0}: has no signature', '决定 {0}：没有签名'),
    'no_key': ('decision {0}: its key {1} is not here', '决定 {0}：缺少密钥 {1}'),
    'signature': ('decision {0}: the signature is not by key {1} for this statement', '决定 {0}：签名并非密钥 {1} 对此声明所签'),
    'statement_form': ('decision {0}: the statement is not in its canonical form', '决定 {0}：声明不是规范形式'),
    'statement': ('decision {0}: the signed statement says another {1}', '决定 {0}：所签声明中的 {1} 与记录不同'),
    'key_person': ('decision {0}: key {1} belongs to somebody else', '决定 {0}：密钥 {1} 属于他人'),
    'key_time': ('decision {0}: key {1} was not in use then', '决定 {0}：密钥 {1} 当时不在使用'),
    'key_journal': ('key {0}: no entry of the journal made it like this', '密钥 {0}：流水中没有与之相符的条目'),
    'entry_hash': ('entry {0}: its hash does not fit its content', '条目 {0}：哈希与内容不符'),
    'entry_previous': ('entry {0}: does not follow from entry {1}', '条目 {0}：与上一条目 {1} 不相接'),
    'entry_order': ('entry {0}: stands in the wrong place', '条目 {0}：次序有误'),
    'checkpoint': ('the checkpoint of entry {0}: {1}', '条目 {0} 的检查点：{1}'),
    'checkpoint_key': ('its key is not here', '缺少其密钥'),
    'checkpoint_bad': ('was not signed by its key', '并非由其密钥签署'),
    'checkpoint_hash': ('does not fit the entry', '与该条目不符'),
    'publication': ('publication {0}: what went out is no version that is here', '发布 {0}：所发内容不是此处的任何版本'),
    'incomplete': ('publication {0}: nobody who may had signed this version at stage “{1}”', '发布 {0}：发布时该版本在“{1}”阶段没有有效签发'),
    'read_back': ('note: publication {0} looked different when it was read back: {1}', '注意：发布 {0} 回读时与所签不同：{1}'),
    'no_openssl': ('openssl cannot be run: {0}', '无法运行 openssl：{0}'),
    'bad': ('The dossier does not hold: {0} places.', '本档案不成立：{0} 处。'),
    'good': ('All holds: {files} files, {revisions} versions, {decisions} decisions, {signatures} signatures, {entries} journal entries, '
             '{checkpoints} checkpoints, {publications} publications.',
             '全部成立：文件 {files} 个，版本 {revisions} 个，决定 {decisions} 个，签名 {signatures} 个，流水条目 {entries} 条，'
             '检查点 {checkpoints} 个，发布 {publications} 项。'),
    'old': ('note: {0} decisions are from before there were signatures.', '注意：{0} 个决定做出时尚无签名。'),
    'compare': ('The journal of the office names this dossier by {0}.', '单位流水以此值指称本档案：{0}。'),
}


class Report:
    def __init__(self):
        self.language = 0
        self.findings = []
        self.notes = []

    def say(self, key, *values, **named):
        return MESSAGES[key][self.language].format(*values, **named)

    def find(self, name, key, *values):
        line = f'{name}: {self.say(key, *values)}'
        if line not in self.findings:
            self.findings.append(line)


# --- Ed25519, RFC 8032, section 5.1: points are (X, Y, Z, T) with x = X/Z, y = Y/Z, x*y = T/Z ---

P = 2 ** 255 - 19
ORDER = 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
NEUTRAL = (0, 1, 1, 0)


def add(one, other):
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar, point):
    result = NEUTRAL
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def decode_point(data):
    """None for what encodes no point, or one in more than one way."""
    number = int.from_bytes(data, 'little')
    sign, y = number >> 255, number & (2 ** 255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def encode_point(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, 'little')


BASE = decode_point((4 * pow(5, P - 2, P) % P).to_bytes(32, 'little'))


def verify_here(key, message, signature):
    if len(key) != 32 or len(signature) != 64:
        return False
    point, scalar = decode_point(key), int.from_bytes(signature[32:], 'little')
    if point is None or decode_point(signature[:32]) is None or scalar >= ORDER:
        return False
    if encode_point(multiply(8, point)) == encode_point(NEUTRAL):
        return False                    # a key that fits any message
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    k = int.from_bytes(digest, 'little') % ORDER
    negative = (P - point[0], point[1], 1, P - point[3])
    return encode_point(add(multiply(scalar, BASE), multiply(k, negative))) == signature[:32]


def verify_by_openssl(key, message, signature):
    pem = base64.b64encode(bytes.fromhex('302a300506032b6570032100') + key).decode()
    with tempfile.TemporaryDirectory() as folder:
        names = [os.path.join(folder, name) for name in ('key.pem', 'message', 'signature')]
        for name, data in zip(names, (f'-----BEGIN PUBLIC KEY-----\n{pem}\n-----END PUBLIC KEY-----\n'.encode(), message, signature)):
            with open(name, 'wb') as file:
                file.write(data)
        return subprocess.run(['openssl', 'pkeyutl', '-verify', '-pubin', '-inkey', names[0], '-rawin', '-in', names[1], '-sigfile', names[2]],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


# --- reading ---

def write_canonical(value):
    """Members in alphabetical order, no white space, no escapes but the needed ones."""
    if isinstance(value, dict):
        return '{' + ','.join(f'{write_canonical(name)}:{write_canonical(value[name])}' for name in sorted(value)) + '}'
    if isinstance(value, list):
        return '[' + ','.join(map(write_canonical, value)) + ']'
    if isinstance(value, str):
        return '"' + ''.join('\\' + c if c in '"\\' else f'\\u{ord(c):04x}' if ord(c) < 32 else c for c in value) + '"'
    if value is True or value is False:
        return 'true' if value else 'false'
    if isinstance(value, int):
        return str(value)
    raise ValueError('neither text nor number')


class Dossier:
    """The files, each read once; what cannot be read is found and stands as empty."""

    def __init__(self, folder, report):
        self.folder, self.report = folder, report

    def read(self, name):
        with open(os.path.join(self.folder, *name.split('/')), 'rb') as file:
            return file.read()

    def load(self, name, kind, needs=()):
        """An object, or the objects of a list, each with the members of @needs."""
        try:
            value = json.loads(self.read(name).decode('utf-8'))
            if not isinstance(value, kind):
                raise ValueError('another kind of value')
        except (OSError, ValueError, RecursionError) as error:
            self.report.find(name, 'unreadable', error)
            return kind()
        good = [value] if kind is dict else []
        for one in value if kind is list else []:
            if isinstance(one, dict):
                good.append(one)
            else:
                self.report.find(name, 'malformed', '{}')
        for one in list(good):
            lacks = [member for member, type_ in needs if type(one.get(member)) is not type_]
            if lacks:
                self.report.find(name, 'malformed', ', '.join(lacks))
                good.remove(one)
        return (good[0] if good else {}) if kind is dict else good


def list_files(folder):
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != '__pycache__']
        for name in names:
            yield os.path.relpath(os.path.join(place, name), folder).replace(os.sep, '/')


def check_files(dossier, report):
    """Every file against the manifest, the manifest against its own digest. Returns the manifest."""
    manifest = dossier.load('manifest.json', dict, [('files', dict), ('office', str), ('post', int), ('unsigned_until', int), ('language', str)])
    report.language = 1 if str(manifest.get('language', '')).startswith('zh') else 0
    files = manifest.get('files') or {}
    try:
        actual = hashlib.sha256(dossier.read('manifest.json')).hexdigest()
        stated = dossier.read('manifest.sha256')
        if stated != f'{actual}  manifest.json\n'.encode():
            report.find('manifest.json', 'manifest')
            report.find('manifest.sha256', 'sums')
    except OSError:
        report.find('manifest.sha256', 'missing')
    for name, digest in sorted(files.items()):
        if name.startswith('/') or '..' in name.split('/'):
            report.find('manifest.json', 'malformed', name)
            continue
        try:
            if hashlib.sha256(dossier.read(name)).hexdigest() != digest:
                report.find(name, 'changed')
        except OSError:
            report.find(name, 'missing')
    for name in sorted(list_files(dossier.folder)):
        if name not in files and name not in ('manifest.json', 'manifest.sha256'):
            report.find(name, 'extra')
    return manifest


# --- what belongs together ---

def check_revisions(dossier, report, files):
    revisions = dossier.load('revisions.json', list, [('id', int), ('number', int), ('digest', str), ('author', int), ('made_at', int), ('file', str)])
    for revision in revisions:
        name = revision['file']
        try:
            data = dossier.read(name)
            if hashlib.sha256(data).hexdigest() != revision['digest']:
                report.find(name, 'digest')
            content = json.loads(data.decode('utf-8'))
            if write_canonical(content).encode('utf-8') != data:
                report.find(name, 'canonical')
            for segment in content['segments']:
                for item in segment['media']:
                    if not any(file.startswith(f'media/{item["digest"]}.') for file in files):
                        report.find('media', 'medium_missing', item['digest'], revision['number'])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            report.find(name, 'unreadable', error)
    for name in files:
        if name.startswith('media/'):
            try:
                if hashlib.sha256(dossier.read(name)).hexdigest() != name[len('media/'):].split('.')[0]:
                    report.find(name, 'medium')
            except OSError:
                pass                    # named already
    return {revision['id']: revision for revision in revisions}


def hash_entry(entry):
    kind, details = entry['kind'].encode('utf-8'), entry['details'].encode('utf-8')
    head = b'CSJ1' + bytes.fromhex(entry['previous']) + struct.pack('>qqqq', entry['sequence'], entry['at'], entry['actor'], entry['post'])
    return hashlib.sha256(head + struct.pack('>I', len(kind)) + kind + struct.pack('>I', len(details)) + details).hexdigest()


def check_journal(dossier, report):
    entries = dossier.load('journal.json', list, [('sequence', int), ('at', int), ('actor', int), ('post', int), ('kind', str), ('details', str),
                                                  ('previous', str), ('hash', str)])
    before = None
    for entry in entries:
        try:
            if hash_entry(entry) != entry['hash']:
                report.find('journal.json', 'entry_hash', entry['sequence'])
            entry['facts'] = json.loads(entry['details'])
            if not isinstance(entry['facts'], dict):
                raise ValueError('details')
        except (ValueError, struct.error, RecursionError):
            report.find('journal.json', 'entry_hash', entry['sequence'])
            entry['facts'] = {}
        if before and entry['sequence'] <= before['sequence']:
            report.find('journal.json', 'entry_order', entry['sequence'])
        if before and entry['sequence'] == before['sequence'] + 1 and entry['previous'] != before['hash']:
            report.find('journal.json', 'entry_previous', entry['sequence'], before['sequence'])
        before = entry
    return entries


def check_keys(dossier, report, entries):
    keys = {}
    made = {entry['facts'].get('key'): entry for entry in entries if entry['kind'] == 'key-added'}
    for key in dossier.load('keys.json', list, [('id', int), ('person', int), ('public', str), ('made_at', int), ('ended_at', int)]):
        keys[key['id']] = key
        facts = made[key['id']]['facts'] if key['id'] in made else {}
        if facts.get('public') != key['public'] or facts.get('person') != key['person']:
            report.find('keys.json', 'key_journal', key['id'])
    return keys


DECISION = [('id', int), ('post', int), ('revision', int), ('digest', str), ('stage', int), ('person', int), ('verdict', str), ('reason', str),
            ('made_at', int), ('acting_for', int), ('to_stage', int), ('takes_back', int), ('ticks', int), ('lines', int), ('parties', int)]


def digest_ticks(stage, bits):
    texts = [text for place, text in enumerate(stage.get('ticks', [])) if bits >> place & 1]
    whole = ''.join(unicodedata.normalize('NFC', text) + '\n' for text in texts)
    return hashlib.sha256(whole.encode('utf-8')).hexdigest() if whole else ''


def check_statement(report, manifest, decision, revision, stage):
    try:
        statement = json.loads(decision['statement'])
        if write_canonical(statement) != decision['statement']:
            report.find('decisions.json', 'statement_form', decision['id'])
    except (ValueError, AttributeError, RecursionError):
        report.find('decisions.json', 'statement_form', decision['id'])
        return
    wanted = {'statement': 'countersign.decision.1', 'office': manifest.get('office'), 'decision': decision['id'], 'revision': revision.get('number'),
              'stage_title': unicodedata.normalize('NFC', stage.get('title', '')), 'time': decision['made_at'],
              'ticks': digest_ticks(stage, decision['ticks']), 'reason': unicodedata.normalize('NFC', decision['reason'])}
    for name in ('post', 'digest', 'stage', 'verdict', 'person', 'acting_for', 'to_stage', 'takes_back', 'lines', 'parties', 'key'):
        wanted[name] = decision.get(name)
    for name, value in wanted.items():
        if statement.get(name) != value:
            report.find('decisions.json', 'statement', decision['id'], name)


def check_signature(report, verify, decision, keys):
    key = keys.get(decision.get('key'))
    if key is None:
        report.find('decisions.json', 'no_key', decision['id'], decision.get('key'))
        return False
    try:
        good = verify(bytes.fromhex(key['public']), decision['statement'].encode('utf-8'), bytes.fromhex(decision['signature']))
    except (ValueError, TypeError, AttributeError, KeyError):
        good = False
    except OSError as error:
        report.find('openssl', 'no_openssl', error)
        return False
    if not good:
        report.find('decisions.json', 'signature', decision['id'], key['id'])
    if key['person'] != decision['person']:
        report.find('decisions.json', 'key_person', decision['id'], key['id'])
    if decision['made_at'] < key['made_at'] or (key['ended_at'] and decision['made_at'] > key['ended_at']):
        report.find('decisions.json', 'key_time', decision['id'], key['id'])
    return good


def check_decisions(dossier, report, verify, manifest, post, revisions, keys, entries):
    """Returns the decisions, oldest first, and how many signatures hold."""
    decisions = sorted(dossier.load('decisions.json', list, DECISION), key=lambda decision: decision['id'])
    made = {entry['facts'].get('decision'): entry for entry in entries if entry['kind'] == 'decided'}
    stages = post.get('stages') or []
    n_signed = n_old = 0
    for decision in decisions:
        revision = revisions.get(decision['revision'], {})
        stage = stages[decision['stage']] if 0 <= decision['stage'] < len(stages) else {}
        entry = made.pop(decision['id'], None)
        facts = entry['facts'] if entry else {}
        if decision['post'] != manifest.get('post') or revision.get('digest') != decision['digest']:
            report.find('decisions.json', 'decision_revision', decision['id'])
        if not entry or (entry['actor'], entry['at'], entry['post']) != (decision['person'], decision['made_at'], decision['post']) or any(
                facts.get(name) != decision[name] for name in ('revision', 'digest', 'stage', 'verdict', 'reason')) or any(
                name in facts and facts[name] != decision[name] for name in ('acting_for', 'to_stage', 'takes_back', 'lines')):
            report.find('decisions.json', 'decision_journal', decision['id'])
        decision['entry'] = entry
        if decision.get('signature'):
            check_statement(report, manifest, decision, revision, stage)
            n_signed += check_signature(report, verify, decision, keys)
        elif decision['id'] > manifest.get('unsigned_until', 0):
            report.find('decisions.json', 'unsigned', decision['id'])
        else:
            n_old += 1
    for decision, entry in made.items():
        report.find('decisions.json', 'decision_lost', decision, entry['sequence'])
    if n_old:
        report.notes.append(report.say('old', n_old))
    return decisions, n_signed


def check_origin(report, post, revisions, entries):
    """Versions and contributors against the journal, both ways."""
    made = {entry['facts'].get('revision'): entry for entry in entries if entry['kind'] == 'revised'}
    for revision in revisions.values():
        entry = made.get(revision['id'])
        if not entry or (entry['facts'].get('digest'), entry['facts'].get('number'), entry['actor'], entry['at']) != (
                revision['digest'], revision['number'], revision['author'], revision['made_at']):
            report.find('revisions.json', 'revision_journal', revision['number'])
    people = {entry['actor']: entry for entry in entries if entry['kind'] == 'contributed'}
    listed = {one.get('person'): one.get('since') for one in post.get('contributors') or [] if isinstance(one, dict)}
    for person, since in listed.items():
        if person not in people or people[person]['at'] != since:
            report.find('post.json', 'contributor_journal', person)
    for person, entry in people.items():
        if person not in listed:
            report.find('post.json', 'contributor_lost', person, entry['sequence'])
    return listed


# --- was it signed by all who had to? ---

def is_taken_back(decision, later):
    return any(other['verdict'] == 'take-back' and other['takes_back'] == decision['id'] and other['person'] in (decision['person'], decision['acting_for'])
               for other in later)


def find_counting(decisions, digest, contributors, n_stages):
    """The approvals that count for @digest: by and for nobody who wrote, not taken back, not undone by a return, each person once."""
    barrier, valid = n_stages, []
    for place in range(len(decisions) - 1, -1, -1):
        decision = decisions[place]
        if decision['verdict'] == 'take-back' or is_taken_back(decision, decisions[place + 1:]):
            continue
        if decision['verdict'] == 'approve':
            if decision['stage'] < barrier and decision['digest'] == digest and decision['parties'] and not {
                    decision['person'], decision['acting_for']} & contributors:
                valid.insert(0, decision)
        elif decision['verdict'] == 'reject' or decision['to_stage'] < 0:
            break
        else:
            barrier = min(barrier, decision['to_stage'])
    counting, seen = [], set()
    for decision in valid:
        names = {decision['person'], decision['acting_for']} - {0}
        if not names & seen:
            counting.append(decision)
            seen |= names
    return counting


def fill_parties(masks, n_parties):
    """For how many parties there is somebody, nobody counted for two."""
    of = [None] * len(masks)

    def fill(party, tried):
        for place, mask in enumerate(masks):
            if place not in tried and mask & (1 << 31 | 1 << party):
                tried.add(place)
                if of[place] is None or fill(of[place], tried):
                    of[place] = party
                    return True
        return False

    return sum(fill(party, set()) for party in range(n_parties))


def find_open_stage(stages, counting):
    for place, stage in enumerate(stages):
        approvals = [decision for decision in counting if decision['stage'] == place]
        if stage.get('kind') == 'comment':
            continue
        if stage.get('quorum') == 'each':
            full = fill_parties([decision['parties'] for decision in approvals], max(stage.get('n_parties', 1), 1)) == stage.get('n_parties', 1)
        elif stage.get('quorum') == 'count':
            full = len(approvals) >= max(stage.get('count', 1), 1)
        else:                           # "all": whom it meant was settled when the post left the stage, and is not in the dossier
            full = len(approvals) >= 1
        if not full:
            return stage
    return None


def check_publications(dossier, report, post, revisions, decisions, contributors, entries):
    publications = dossier.load('publications.json', list, [('id', int), ('revision', int), ('digest', str), ('state', str), ('first_armed_at', int),
                                                            ('read_back', str)])
    stages = post.get('stages') or []
    for publication in publications:
        went_out = publication['first_armed_at']
        if revisions.get(publication['revision'], {}).get('digest') != publication['digest']:
            report.find('publications.json', 'publication', publication['id'])
        if publication['read_back'] not in ('', 'same'):
            report.notes.append(report.say('read_back', publication['id'], publication['read_back']))
        if not went_out:
            continue
        recalls = [entry['sequence'] for entry in entries if entry['kind'] == 'state-changed' and entry['facts'].get('act') == 'recall' and entry['at'] <= went_out]
        start = max(recalls, default=0)
        then = [one for one in decisions if one['made_at'] <= went_out and one['entry'] and one['entry']['sequence'] > start]
        wrote = {person for person, since in contributors.items() if isinstance(since, int) and since <= went_out}
        lacking = find_open_stage(stages, find_counting(then, publication['digest'], wrote, len(stages)))
        if lacking is not None or not stages:
            report.find('publications.json', 'incomplete', publication['id'], (lacking or {}).get('title', '–'))
    return publications


# --- checkpoints ---

def read_note(note):
    """Text, name of the key, signature; raises ValueError."""
    text, mark, lines = note.rpartition('\n\n')
    if not mark:
        raise ValueError('no signature')
    dash, name, encoded = lines.split('\n')[0].split(' ')
    data = base64.b64decode(encoded, validate=True)
    if dash != '—' or len(data) != 68:
        raise ValueError('signature line')
    return text + '\n', name, data


def check_checkpoints(dossier, report, verify, keys, entries):
    checkpoints = dossier.load('checkpoints.json', list, [('sequence', int), ('note', str)])
    hashes = {entry['sequence']: entry['hash'] for entry in entries}
    for checkpoint in checkpoints:
        problem = None
        try:
            text, name, data = read_note(checkpoint['note'])
            lines = text.split('\n')
            key = keys.get(int(name.rsplit('/', 1)[1]))
            public = bytes.fromhex(key['public']) if key else b''
            if key is None:
                problem = 'checkpoint_key'
            elif hashlib.sha256(name.encode() + b'\n\x01' + public).digest()[:4] != data[:4] or not verify(public, text.encode('utf-8'), data[4:]):
                problem = 'checkpoint_bad'
            elif int(lines[1]) != checkpoint['sequence'] or hashes.get(checkpoint['sequence'], base64.b64decode(lines[2]).hex()) != base64.b64decode(lines[2]).hex():
                problem = 'checkpoint_hash'
        except (ValueError, IndexError, OSError):
            problem = 'checkpoint_bad'
        if problem:
            report.find('checkpoints.json', 'checkpoint', checkpoint['sequence'], report.say(problem))
    return checkpoints


def main(arguments):
    verify = verify_by_openssl if '--openssl' in arguments else verify_here
    folders = [argument for argument in arguments if not argument.startswith('--')]
    folder = folders[0] if folders else os.path.dirname(os.path.abspath(__file__))
    if len(folders) > 1 or set(arguments) - {'--openssl', *folders}:
        print(__doc__.split('\n')[0], file=sys.stderr)
        return 2
    report = Report()
    dossier = Dossier(folder, report)
    manifest = check_files(dossier, report)
    files = manifest.get('files') or {}
    post = dossier.load('post.json', dict, [('id', int), ('stages', list), ('contributors', list)])
    revisions = check_revisions(dossier, report, files)
    entries = check_journal(dossier, report)
    keys = check_keys(dossier, report, entries)
    decisions, n_signed = check_decisions(dossier, report, verify, manifest, post, revisions, keys, entries)
    contributors = check_origin(report, post, revisions, entries)
    publications = check_publications(dossier, report, post, revisions, decisions, contributors, entries)
    checkpoints = check_checkpoints(dossier, report, verify, keys, entries)
    for line in report.findings + report.notes:
        print(line)
    if report.findings:
        print(report.say('bad', len(report.findings)))
        return 1
    print(report.say('good', files=len(files) + 2, revisions=len(revisions), decisions=len(decisions), signatures=n_signed, entries=len(entries),
                     checkpoints=len(checkpoints), publications=len(publications)))
    print(report.say('compare', hashlib.sha256(dossier.read('manifest.json')).hexdigest()))
    return 0


if __name__ == '__main__':
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding='utf-8', errors='backslashreplace')
    sys.exit(main(sys.argv[1:]))
