#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""verify.py [--openssl] [FOLDER]: checks a dossier of Countersign; the one in whose folder this file lies, if none is named.

Needs Python 3.6 or later and nothing else: no network, no other package, no Countersign. Exits 0 if all holds, and 1 after naming each thing
that does not, file by file. README.txt says what is checked. Who does not trust this copy takes that of another dossier and names this
folder. With --openssl every signature is checked by "openssl pkeyutl" instead of the code below.

核验档案：python3 verify.py，不指明文件夹时核验本文件所在的文件夹。加上 --openssl 则用 openssl pkeyutl 核验每个签名。只需 Python 3.6 或更高版本，不需要网络或其他软件。全部相符则退出码为 0；否则逐个文件说明不符之处，退出码为 1。
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

OWN_PATH = os.path.abspath(__file__)
OPENSSL = '--openssl' in sys.argv[1:]
FOLDERS = [word for word in sys.argv[1:] if not word.startswith('--')]
HERE = os.path.abspath(FOLDERS[0]) if FOLDERS else os.path.dirname(OWN_PATH)
LISTS = ('manifest.json', 'manifest.note', 'manifest.sha256')
REQUIRED = ('README.txt', 'verify.py', 'dossier.pdf', 'office.json', 'post.json', 'people.json', 'revisions.json', 'decisions.json',
            'publications.json', 'keys.json', 'checkpoints.json', 'journal.json')
DROPPINGS = ('.DS_Store', 'Thumbs.db', 'desktop.ini', '.directory')
CHINESE = (os.environ.get('LC_ALL') or os.environ.get('LC_MESSAGES') or os.environ.get('LANG') or '').startswith('zh')

findings = []
notes = []


def say(english, chinese):
    return chinese if CHINESE else english


def find(path, english, chinese):
    """Something does not hold: said once for each file and sentence."""
    line = say('%s: %s' % (path, english), '%s：%s' % (path, chinese))
    if line not in findings:
        findings.append(line)


# --- files ---

def read(path):
    """The bytes of a file of the dossier; None, and a finding, where it cannot be read."""
    try:
        with open(os.path.join(HERE, path), 'rb') as file:
            return file.read()
    except OSError as error:
        find(path, 'cannot be read (%s)' % error.strerror, '无法读取（%s）' % error.strerror)
        return None


def list_files():
    """Every file below this folder, with / between the parts of its name; but for what file managers leave behind."""
    paths = []
    for folder, folders, names in os.walk(HERE):
        below = os.path.relpath(folder, HERE).replace(os.sep, '/')
        for name in names + [name for name in folders if os.path.islink(os.path.join(folder, name))]:
            path = name if below == '.' else below + '/' + name
            if name in DROPPINGS or name.startswith('._'):
                notes.append(say('Note: a file manager left %s here. It is no part of the dossier.', '注意：%s 是文件管理器留下的，不属于本档案。') % path)
            else:
                paths.append(path)
    return sorted(paths, key=lambda path: path.encode('utf-8', 'surrogateescape'))


def digest(data):
    return hashlib.sha256(data).hexdigest()


def load(path, kind):
    """A JSON file; an empty list or object, and a finding, where it is none."""
    data = read(path)
    if data is None:
        return kind()
    try:
        value = json.loads(data.decode('utf-8'))
    except ValueError:
        value = None
    if isinstance(value, kind) and (kind is dict or all(isinstance(item, dict) for item in value)):
        return value
    find(path, 'is not readable as JSON of the expected form', '不是预期格式的 JSON，无法读取')
    return kind()


# --- Ed25519 (RFC 8032) ---

P = 2 ** 255 - 19
ORDER = 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add_points(a, b):
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    w, x, y, z = f - e, h - g, h + g, f + e
    return w * x % P, y * z % P, x * y % P, w * z % P


def multiply(factor, point):
    result = (0, 1, 1, 0)
    while factor > 0:
        if factor & 1:
            result = add_points(result, point)
        point = add_points(point, point)
        factor >>= 1
    return result


def are_equal(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def unpack_point(data):
    y = int.from_bytes(data, 'little')
    sign = y >> 255
    y &= (1 << 255) - 1
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


BASE = unpack_point((4 * pow(5, P - 2, P) % P).to_bytes(32, 'little'))


def is_small(point):
    """Of an order up to eight: no honest key is, and such a key fits many signatures."""
    return are_equal(multiply(8, point), (0, 1, 1, 0))


def ask_openssl(public, message, signature):
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ('key.pem', 'message', 'signature')]
        for path, data in zip(paths, (make_pem(public), message, signature)):
            with open(path, 'wb') as file:
                file.write(data)
        command = ['openssl', 'pkeyutl', '-verify', '-rawin', '-pubin', '-inkey', paths[0], '-in', paths[1], '-sigfile', paths[2]]
        return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def signature_holds(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    if OPENSSL:
        return ask_openssl(public, message, signature)
    key, commitment = unpack_point(public), unpack_point(signature[:32])
    answer = int.from_bytes(signature[32:], 'little')
    if key is None or commitment is None or answer >= ORDER or is_small(key) or is_small(commitment):
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), 'little') % ORDER
    return are_equal(multiply(answer, BASE), add_points(commitment, multiply(challenge, key)))


def from_hex(text, size):
    """Bytes of exactly that size, from lower-case digits; None for anything else."""
    if not isinstance(text, str) or len(text) != 2 * size or any(c not in '0123456789abcdef' for c in text):
        return None
    return bytes.fromhex(text)


# --- the list of files ---

def write_manifest(digests):
    """manifest.json as it has to be: nothing stands in it that does not follow from the files."""
    rows = ['\n  {"path": "%s", "sha256": "%s", "size": %d}' % (path, digests[path][0], digests[path][1])
            for path in sorted(digests) if path not in LISTS]
    return ('{"files": [%s\n], "form": "countersign.manifest.1"}\n' % ','.join(rows)).encode('utf-8', 'surrogateescape')


def read_manifest(data):
    """path to (digest, size), as far as it can be read."""
    try:
        rows = json.loads(data.decode('utf-8'))['files']
        return {row['path']: (row['sha256'], row['size']) for row in rows}
    except (ValueError, KeyError, TypeError):
        return {}


def read_sums(data):
    rows = {}
    for line in data.decode('utf-8', 'replace').split('\n'):
        if line[64:66] == '  ':
            rows[line[66:]] = line[:64]
    return rows


def measure_files():
    digests = {}
    for path in list_files():
        data = read(path)
        if data is not None:
            digests[path] = (digest(data), len(data))
    return digests


def compare_files(digests, listed, sums):
    """Each file is in two lists: the odd one of the three is named. Returns whether a file, not a list, was changed."""
    changed = False
    for path in sorted((set(listed) | set(sums) | set(digests)).difference(LISTS)):
        here, first, second = digests.get(path), listed.get(path), sums.get(path)
        if here is None:
            if first is not None and second is not None:
                find(path, 'is missing', '文件缺失')
                changed = True
        elif first is None and second is None:
            find(path, 'does not belong to the dossier: it was added later', '不属于本档案，是后来加入的')
            changed = True
        elif first == here and second != here[0]:
            find('manifest.sha256', 'was changed: its line for %s is wrong' % path, '已被改动：其中 %s 一行有误' % path)
        elif first != here and second == here[0]:
            find('manifest.json', 'was changed: its line for %s is wrong' % path, '已被改动：其中 %s 一行有误' % path)
        elif first != here:
            find(path, 'was changed: its SHA-256 is not the one in the list of files', '已被改动：其 SHA-256 与文件清单不符')
            changed = True
    return changed


def check_lists(keys, office):
    """The list of files in its three forms, each against the files and against the other two."""
    digests = measure_files()
    for path in REQUIRED + LISTS:
        if path not in digests:
            find(path, 'is missing', '文件缺失')
    if any(path not in digests for path in LISTS):
        return digests
    manifest, note, sums = (read(path) for path in LISTS)
    changed = compare_files(digests, read_manifest(manifest), read_sums(sums))
    signed = check_note(note, keys, office, changed)
    whole = manifest == write_manifest(digests)
    if signed is not None and signed != digest(manifest):
        if whole:
            find('manifest.json', 'is not the list that was signed when the dossier was exported: files were exchanged together with their list',
                 '不是导出档案时签署的清单：文件连同清单一起被替换')
        else:
            find('manifest.json', 'was changed: it is not the list that was signed', '已被改动：不是所签署的清单')
    elif signed is None and not changed and not whole:
        find('manifest.json', 'was changed: it is not the list of the files that are here', '已被改动：与现有文件的清单不符')
    wanted = ''.join('%s  %s\n' % (digests[path][0], path) for path in sorted(digests) if path != 'manifest.sha256')
    if not findings and sums != wanted.encode('utf-8', 'surrogateescape'):
        find('manifest.sha256', 'was changed: it is not the list of the files that are here', '已被改动：与现有文件的清单不符')
    return digests


def check_note(data, keys, office, changed):
    """The signature over the list; the digest that it signs, or None where it does not hold. Where a file was changed, its key may be what is wrong."""
    before = len(findings)
    text, signer, signature = open_note(data)
    number = str(office.get('key', ''))
    lines = text.split('\n')
    uid = str(office.get('uid', ''))
    if signer != 'countersign/%s/key/%s' % (uid, number) or number not in keys:
        find('manifest.note', 'is not signed with a key of this dossier', '未用本档案中的密钥签署')
    elif not signature_holds(keys[number]['bytes'], text.encode('utf-8'), check_key_id(signer, keys[number]['bytes'], signature)):
        find('manifest.note', 'the signature over the list of files does not hold: it was changed', '文件清单的签名不成立：已被改动')
    elif (len(lines) < 6 or lines[0] != 'countersign/dossier/' + uid or lines[1] != 'post %s' % office.get('post') or
          lines[3] != 'journal %s %s' % (office.get('journal_sequence'), office.get('journal_hash')) or
          lines[5] != 'person %s' % office.get('exported_by') or keys[number].get('person') != office.get('exported_by')):
        find('manifest.note', 'was signed for another dossier', '是为另一份档案签署的')
    else:
        return lines[2][len('manifest '):]
    if changed:
        del findings[before:]
    return None


# --- signed notes (c2sp.org/signed-note) ---

def open_note(data):
    """The text that was signed, the name of the signer, key id and signature; empty where it is no note."""
    try:
        text, _, rest = data.decode('utf-8').rpartition('\n\n')
        name, encoded = rest[2:].rstrip('\n').rsplit(' ', 1)
        signature = base64.b64decode(encoded, validate=True)
        whole = data.decode('utf-8') == '%s\n\n\u2014 %s %s\n' % (text, name, base64.b64encode(signature).decode())
        return (text + '\n', name, signature) if whole else ('', '', b'')
    except ValueError:
        return '', '', b''


def check_key_id(name, public, signature):
    """The signature without the four bytes in front that name the key; nothing where they name another."""
    wanted = hashlib.sha256(name.encode('utf-8') + b'\n\x01' + public).digest()[:4]
    return signature[4:] if signature[:4] == wanted else b''


# --- keys ---

def load_keys(rows):
    keys = {}
    for row in rows:
        public = from_hex(row.get('public'), 32)
        if public is None:
            find('keys.json', 'key %s is not a public key' % row.get('id'), '密钥 %s 不是公钥' % row.get('id'))
        else:
            keys[str(row.get('id'))] = dict(row, bytes=public)
    return keys


def make_pem(public):
    der = bytes.fromhex('302a300506032b6570032100') + public
    return ('-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n' % base64.b64encode(der).decode()).encode()


def check_keys(keys, entries):
    made = {}
    for entry in entries:
        if entry['kind'] == 'key-added':
            made[str(entry['fields'].get('key'))] = entry
    for number, key in sorted(keys.items()):
        entry = made.get(number)
        if entry is None:
            find('journal.json', 'no entry made key %s' % number, '没有产生密钥 %s 的日志记录' % number)
        elif entry['fields'].get('public') != key['public'] or entry['fields'].get('person') != key.get('person'):
            find('keys.json', 'key %s is not the one that journal entry %s made' % (number, entry['sequence']),
                 '密钥 %s 与日志第 %s 条记录不符' % (number, entry['sequence']))
        path = 'signatures/key-%s.pem' % number
        if read(path) not in (None, make_pem(key['bytes'])):
            find(path, 'is not the key in keys.json', '与 keys.json 中的密钥不符')


def fingerprint(public):
    text = digest(public)
    return ' '.join(text[at:at + 4] for at in range(0, 16, 4))


# --- the journal ---

def hash_entry(entry):
    def measured(text):
        data = text.encode('utf-8')
        return struct.pack('>I', len(data)) + data

    data = b'CSJ1' + from_hex(entry['previous'], 32)
    data += struct.pack('>qqqq', entry['sequence'], entry['at'], entry['actor'], entry['post'])
    return digest(data + measured(entry['kind']) + measured(entry['details']))


def check_journal(rows, office):
    """Each entry's hash, and that it follows from the one before where both are here."""
    entries, before = [], None
    for row in rows:
        number = row.get('sequence')
        try:
            good = hash_entry(row) == row['hash']
            fields = json.loads(row['details'])
        except (KeyError, TypeError, ValueError, AttributeError, struct.error):
            find('journal.json', 'entry %s cannot be read' % number, '第 %s 条记录无法读取' % number)
            continue
        if not good:
            find('journal.json', 'entry %s was changed: its hash does not fit what it says' % number, '第 %s 条记录已被改动：哈希与内容不符' % number)
        if before is not None and number <= before['sequence']:
            find('journal.json', 'entry %s is out of order' % number, '第 %s 条记录顺序有误' % number)
        elif before is not None and number == before['sequence'] + 1 and row['previous'] != before['hash']:
            find('journal.json', 'entry %s does not follow from entry %s' % (number, before['sequence']),
                 '第 %s 条记录与第 %s 条不相衔接' % (number, before['sequence']))
        if number == office.get('journal_sequence') and row['hash'] != office.get('journal_hash'):
            find('journal.json', 'entry %s is not the head of the journal that office.json names' % number,
                 '第 %s 条记录不是 office.json 所记的日志末条' % number)
        before = row
        entries.append(dict(row, fields=fields if isinstance(fields, dict) else {}))
    return entries


def check_checkpoints(rows, keys, entries, office):
    hashes = {entry['sequence']: entry['hash'] for entry in entries}
    for row in rows:
        number = row.get('sequence')
        text, signer, signature = open_note(str(row.get('note')).encode('utf-8'))
        key = keys.get(signer.rpartition('/')[2])
        lines = text.split('\n')
        if (key is None or signer != 'countersign/%s/key/%s' % (office.get('uid'), key.get('id')) or
                not signature_holds(key['bytes'], text.encode('utf-8'), check_key_id(signer, key['bytes'], signature))):
            find('checkpoints.json', 'the signature of the checkpoint at entry %s does not hold' % number, '第 %s 条处检查点的签名不成立' % number)
        elif lines[0] != 'countersign/journal/%s' % office.get('uid') or lines[1] != str(number):
            find('checkpoints.json', 'the checkpoint at entry %s is one of another journal or entry' % number, '第 %s 条处的检查点属于其他日志或记录' % number)
        elif number in hashes and base64.b64decode(lines[2]).hex() != hashes[number]:
            find('journal.json', 'entry %s is not the one that a checkpoint signed' % number, '第 %s 条记录不是检查点所签署的' % number)


# --- versions and pictures ---

def write_canonical(value):
    """The one way to write JSON that is signed: members in alphabetical order, no white space, no escapes but the needed ones."""
    if isinstance(value, dict):
        return '{' + ','.join('%s:%s' % (write_canonical(name), write_canonical(value[name])) for name in sorted(value)) + '}'
    if isinstance(value, list):
        return '[' + ','.join(map(write_canonical, value)) + ']'
    if isinstance(value, str):
        return '"' + ''.join('\\' + c if c in '"\\' else '\\u%04x' % ord(c) if ord(c) < 32 else c for c in value) + '"'
    return {True: 'true', False: 'false'}.get(value, '') if isinstance(value, bool) else '%d' % value


def list_named(value):
    """The digests of all files that a version names, however deep: pictures, films, what networks get instead, subtitles, copies of sources."""
    if isinstance(value, list):
        return set().union(*map(list_named, value))
    if not isinstance(value, dict):
        return set()
    named = {value[name] for name in ('digest', 'cover', 'snapshot') if isinstance(value.get(name), str)}
    return named.union(*map(list_named, value.values()))


def check_revisions(rows, entries, digests):
    told = {entry['fields'].get('revision'): entry for entry in entries if entry['kind'] == 'revised'}
    wanted = set()
    for place, row in enumerate(rows, 1):
        path = 'revisions/%s.json' % row.get('number')
        if row.get('number') != place:
            find('revisions.json', 'version %s is missing' % place, '缺少第 %s 版' % place)
        data = read(path)
        if data is not None:
            if digest(data) != row.get('digest'):
                find(path, 'is not the version that was signed: its SHA-256 is not the digest in revisions.json',
                     '不是所签署的版本：其 SHA-256 与 revisions.json 中的摘要不符')
            try:
                content = json.loads(data.decode('utf-8'))
                wanted.update(list_named(content))
                if write_canonical(content).encode('utf-8') != data:
                    find(path, 'is not written in the one form that is signed', '不是签署所用的规范形式')
            except (ValueError, AttributeError, TypeError):
                find(path, 'cannot be read', '无法读取')
        check_revision_told(row, told.pop(row.get('id'), None))
    for entry in told.values():
        find('revisions.json', 'version %s is missing, which journal entry %s made' % (entry['fields'].get('number'), entry['sequence']),
             '缺少日志第 %s 条记录产生的第 %s 版' % (entry['sequence'], entry['fields'].get('number')))
    check_files(wanted, digests)


def check_revision_told(row, entry):
    if entry is None:
        find('revisions.json', 'no journal entry made version %s' % row.get('number'), '没有产生第 %s 版的日志记录' % row.get('number'))
    elif (entry['fields'].get('digest'), entry['fields'].get('number'), entry['actor'], entry['at']) != \
            (row.get('digest'), row.get('number'), row.get('author'), row.get('made_at')):
        find('revisions.json', 'version %s is not what journal entry %s says of it' % (row.get('number'), entry['sequence']),
             '第 %s 版与日志第 %s 条记录不符' % (row.get('number'), entry['sequence']))


def check_files(wanted, digests):
    there = {path[6:70]: path for path in digests if path.startswith('media/')}
    for name in sorted(wanted - set(there)):
        find('media/' + name, 'is missing, and a version shows it', '文件缺失，但有版本使用它')
    for name, path in sorted(there.items()):
        if name not in wanted:
            find(path, 'belongs to no version', '不属于任何版本')
        elif digests[path][0] != name:
            find(path, 'is not the file that was signed: its SHA-256 is not its name', '不是所签署的文件：其 SHA-256 与文件名不符')


# --- decisions ---

# What a signed statement calls it, and what decisions.json does.
STATED = (('decision', 'id'), ('post', 'post'), ('digest', 'digest'), ('stage', 'stage'), ('person', 'person'), ('verdict', 'verdict'),
          ('reason', 'reason'), ('time', 'made_at'), ('acting_for', 'acting_for'), ('to_stage', 'to_stage'), ('takes_back', 'takes_back'),
          ('lines', 'lines'), ('parties', 'parties'), ('key', 'key'))
TOLD = ('revision', 'digest', 'stage', 'verdict', 'reason')
TOLD_LATER = ('acting_for', 'to_stage', 'takes_back', 'lines', 'parties', 'key', 'signature')


def digest_ticks(texts):
    """Of what was ticked before approving; nothing was: nothing."""
    whole = ''.join(unicodedata.normalize('NFC', text) + '\n' for text in texts)
    return digest(whole.encode('utf-8')) if whole else ''


def is_whole(row):
    """Whether a decision has all its parts: what is missing in one cannot be checked."""
    numbers = ('id', 'post', 'revision', 'stage', 'person', 'made_at', 'acting_for', 'to_stage', 'takes_back', 'lines', 'parties', 'key')
    whole = (all(type(row.get(name)) is int for name in numbers) and
             all(isinstance(row.get(name), str) for name in ('digest', 'verdict', 'reason', 'statement', 'signature')))
    if not whole:
        find('decisions.json', 'decision %s lacks a part' % row.get('id'), '决定 %s 内容不全' % row.get('id'))
    return whole


def check_decisions(rows, entries, keys, revisions, office, digests):
    told = {entry['fields'].get('decision'): entry for entry in entries if entry['kind'] == 'decided'}
    numbers = {row.get('id'): row for row in revisions}
    for row in rows:
        entry = told.pop(row.get('id'), None)
        check_decision_told(row, entry)
        version = numbers.get(row.get('revision'))
        if version is None or version.get('digest') != row.get('digest'):
            find('decisions.json', 'decision %s is about a version that is not here' % row.get('id'), '决定 %s 所针对的版本不在档案中' % row.get('id'))
        elif row.get('signature'):
            check_signature(row, entry, keys, version, office)
        elif row.get('id', 0) > office.get('unsigned_until', 0) or (entry is not None and entry['fields'].get('signature')):
            find('decisions.json', 'decision %s is not signed' % row.get('id'), '决定 %s 没有签名' % row.get('id'))
    for entry in told.values():
        find('decisions.json', 'decision %s is missing, which journal entry %s made' % (entry['fields'].get('decision'), entry['sequence']),
             '缺少日志第 %s 条记录产生的决定 %s' % (entry['sequence'], entry['fields'].get('decision')))
    check_signature_files(rows, digests)


def check_decision_told(row, entry):
    number = row.get('id')
    if entry is None:
        find('decisions.json', 'no journal entry made decision %s' % number, '没有产生决定 %s 的日志记录' % number)
        return
    fields = entry['fields']
    if (any(fields.get(name) != row.get(name) for name in TOLD) or any(name in fields and fields[name] != row.get(name) for name in TOLD_LATER) or
            (entry['actor'], entry['at'], entry['post']) != (row.get('person'), row.get('made_at'), row.get('post')) or
            fields.get('signature', '') != row.get('signature')):
        find('decisions.json', 'decision %s is not what journal entry %s says of it' % (number, entry['sequence']),
             '决定 %s 与日志第 %s 条记录不符' % (number, entry['sequence']))


def check_signature(row, entry, keys, version, office):
    number, key = row.get('id'), keys.get(str(row.get('key')))
    text, signature = row.get('statement', ''), from_hex(row.get('signature'), 64)
    if key is None or signature is None:
        find('decisions.json', 'the key or the signature of decision %s is missing' % number, '缺少决定 %s 的密钥或签名' % number)
        return
    if not signature_holds(key['bytes'], text.encode('utf-8'), signature):
        find('decisions.json', 'the signature of decision %s does not hold' % number, '决定 %s 的签名不成立' % number)
    try:
        statement = json.loads(text)
        same = all(statement[stated] == row.get(name) for stated, name in STATED)
        same = same and statement['revision'] == version.get('number') and statement['office'] == office.get('uid')
        same = same and statement['statement'] == 'countersign.decision.1' and write_canonical(statement) == text
        same = same and (entry is None or statement['ticks'] == entry['fields'].get('ticks_digest', ''))
        same = same and (not row.get('ticked') or statement['ticks'] == digest_ticks(row['ticked']))
    except (ValueError, KeyError, TypeError):
        same = False
    if not same:
        find('decisions.json', 'decision %s is not what was signed' % number, '决定 %s 与所签署的内容不符' % number)
    if key.get('person') != row.get('person'):
        find('decisions.json', 'decision %s is signed with the key of somebody else' % number, '决定 %s 是用他人的密钥签署的' % number)
    if row.get('made_at', 0) < key.get('made_at', 0) or (key.get('ended_at') and row.get('made_at', 0) > key['ended_at']):
        find('decisions.json', 'decision %s is signed with a key that was not good at that time' % number, '决定 %s 签署时所用密钥当时无效' % number)


def check_signature_files(rows, digests):
    """The same once more in the form that openssl reads."""
    wanted = {}
    for row in rows:
        signature = from_hex(row.get('signature'), 64)
        if signature is not None:
            wanted['signatures/decision-%s.statement' % row.get('id')] = row.get('statement', '').encode('utf-8')
            wanted['signatures/decision-%s.key-%s.sig' % (row.get('id'), row.get('key'))] = signature
    for path in sorted(wanted):
        if path not in digests:
            find(path, 'is missing', '文件缺失')
        elif read(path) != wanted[path]:
            find(path, 'is not what decisions.json says', '与 decisions.json 不符')
    for path in sorted(digests):
        if path.startswith('signatures/decision-') and path not in wanted:
            find(path, 'belongs to no decision', '不属于任何决定')


# --- who wrote ---

def check_contributors(post, entries):
    """Those who wrote, against the journal, both ways: none of them may decide."""
    listed = {row.get('person'): row.get('since') for row in post.get('contributors', [])}
    told = {entry['actor']: entry for entry in entries if entry['kind'] == 'contributed'}
    for person, since in listed.items():
        if person not in told or told[person]['at'] != since:
            find('post.json', 'person %s is said to have written, and the journal does not say so' % person, '载明人员 %s 参与撰写，日志中却没有' % person)
    for person, entry in told.items():
        if person not in listed:
            find('post.json', 'person %s wrote, as journal entry %s says, and is not named' % (person, entry['sequence']),
                 '日志第 %s 条记录载明人员 %s 参与撰写，名单中却没有' % (entry['sequence'], person))


# --- what went out ---

def is_taken_back(decision, later):
    return any(other['verdict'] == 'take-back' and other['takes_back'] == decision['id'] and
               other['person'] in (decision['person'], decision['acting_for']) for other in later)


def find_counting(decisions, version, authors, n_stages):
    """The approvals that count for a digest: by and for nobody who wrote, not taken back, not undone by a return, each person once."""
    barrier, valid = n_stages, []
    for place in range(len(decisions) - 1, -1, -1):
        decision = decisions[place]
        if decision['verdict'] == 'take-back' or is_taken_back(decision, decisions[place + 1:]):
            continue
        people = {decision['person'], decision['acting_for']} - {0}
        if decision['verdict'] == 'approve':
            if decision['stage'] < barrier and decision['digest'] == version and decision['parties'] and not people & authors:
                valid.insert(0, (decision, people))
        elif decision['verdict'] == 'reject' or decision['to_stage'] < 0:
            break
        else:
            barrier = min(barrier, decision['to_stage'])
    counting, seen = [], set()
    for decision, people in valid:
        if not people & seen:
            counting.append(decision)
            seen |= people
    return counting


def fill_parties(masks, n_parties):
    """For how many sides of a stage there is somebody, nobody counted for two."""
    taken = [None] * len(masks)

    def fill(party, tried):
        for place, mask in enumerate(masks):
            if place not in tried and mask & (1 << 31 | 1 << party):
                tried.add(place)
                if taken[place] is None or fill(taken[place], tried):
                    taken[place] = party
                    return True
        return False

    return sum(fill(party, set()) for party in range(n_parties))


def find_open_stages(stages, counting):
    for place, stage in enumerate(stages):
        approvals = [decision for decision in counting if decision['stage'] == place]
        wanted = 1                      # "all": whom it meant was settled when the post left the stage, and is not in the dossier
        if stage.get('quorum') == 'each':
            wanted = max(len(stage.get('parties', [])), 1)
            n_approvals = fill_parties([decision['parties'] for decision in approvals], wanted)
        else:
            n_approvals = len(approvals)
            if stage.get('quorum') == 'count':
                wanted = max(stage.get('count', 1), 1)
        if stage.get('kind') != 'comment' and n_approvals < wanted:
            yield stage


def check_publications(rows, revisions, decisions, post, entries):
    """Nothing went out before all who had to had approved exactly that, none of whom had written it."""
    versions = {row.get('id'): row for row in revisions}
    made = {entry['fields'].get('decision'): entry['sequence'] for entry in entries if entry['kind'] == 'decided'}
    stages = post.get('route', {}).get('stages', [])
    for row in rows:
        version, armed = versions.get(row.get('revision')), row.get('first_armed_at')
        if version is None or version.get('digest') != row.get('digest'):
            find('publications.json', 'publication %s is of a version that is not here' % row.get('id'), '发布 %s 所用的版本不在档案中' % row.get('id'))
        if row.get('read_back') not in ('', 'same', None):
            notes.append(say('Note: publication %s looked otherwise when it was read back (%s).', '注意：发布 %s 回读时与所签不同（%s）。')
                         % (row.get('id'), row.get('read_back')))
        if not armed:
            continue
        start = max([entry['sequence'] for entry in entries if entry['kind'] == 'state-changed' and entry['at'] <= armed and
                     entry['fields'].get('act') == 'recall'], default=0)
        early = [decision for decision in decisions if decision['made_at'] <= armed and made.get(decision['id'], 0) > start]
        authors = {person.get('person') for person in post.get('contributors', []) if person.get('since', 0) <= armed}
        for stage in find_open_stages(stages, find_counting(early, row.get('digest'), authors, len(stages))):
            find('publications.json', 'publication %s went out, and not all who had to had approved its version at “%s”' % (row.get('id'), stage.get('title')),
                 '发布 %s 已发出，但其版本在“%s”环节未经应有的同意' % (row.get('id'), stage.get('title')))


# --- all of it ---

def check_itself():
    """Once more and in another way: this very file stands in the lists."""
    with open(OWN_PATH, 'rb') as file:
        own = digest(file.read()).encode()
    if os.path.dirname(OWN_PATH) == HERE and not any(own in (read(path) or b'') for path in LISTS):
        find('verify.py', 'was changed: use that of another dossier', '已被改动：请使用另一份档案中的')


def check_all():
    office, post = load('office.json', dict), load('post.json', dict)
    revisions, decisions = load('revisions.json', list), load('decisions.json', list)
    publications, people = load('publications.json', list), load('people.json', list)
    keys = load_keys(load('keys.json', list))
    digests = check_lists(keys, office)
    check_itself()
    entries = check_journal(load('journal.json', list), office)
    if office.get('form') != 'countersign.dossier.1':
        find('office.json', 'is of a form that this program does not know', '格式未知')
    if office.get('post') != post.get('id'):
        find('post.json', 'is another post', '是另一条内容')
    check_keys(keys, entries)
    check_checkpoints(load('checkpoints.json', list), keys, entries, office)
    check_revisions(revisions, entries, digests)
    decisions = [row for row in decisions if is_whole(row)]
    check_contributors(post, entries)
    check_decisions(decisions, entries, keys, revisions, office, digests)
    check_publications(publications, revisions, decisions, post, entries)
    return office, keys, people, len(revisions), len(decisions), len(entries), len(digests)


def tell(office, keys, people, n_revisions, n_decisions, n_entries, n_files):
    names = {person.get('id'): person.get('name') for person in people}
    print(say('Dossier of post %s of “%s”. Files: %d, versions: %d, decisions: %d, journal entries: %d.',
              '第 %s 号内容的档案（%s）：%d 个文件，%d 个版本，%d 个决定，%d 条日志。')
          % (office.get('post'), office.get('name'), n_files, n_revisions, n_decisions, n_entries))
    if office.get('practice'):
        print(say('It comes from a practice office.', '来自练习用的单位。'))
    print(say('Keys that signed. Compare their fingerprints with those the office shows:', '签名所用密钥。请与单位公布的指纹核对：'))
    for number, key in sorted(keys.items(), key=lambda pair: int(pair[0])):
        print(say('  key %s, %s: %s', '  密钥 %s，%s：%s') % (number, names.get(key.get('person'), ''), fingerprint(key['bytes'])))


def main():
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, 'reconfigure'):
            stream.reconfigure(encoding='utf-8', errors='backslashreplace')
    result = check_all()
    if findings:
        print(say('This dossier does NOT hold:', '本档案不成立：'))
        for line in findings:
            print('  ' + line)
        return 1
    tell(*result)
    for line in notes:
        print(line)
    print(say('All holds.', '全部相符。'))
    return 0


if __name__ == '__main__':
    sys.exit(main() or bool(findings))
