# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as an account server of the AT protocol keeps and checks them: DAG-CBOR, CIDs, keys, and the lexicons that Countersign writes
(contract bluesky.md, sections 5 and 6)."""

import base64
import datetime
import hashlib
import re

from words import graphemes

TID = re.compile(r'[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}')
KEY = re.compile(r'(?!\.\.?$)[A-Za-z0-9._:~-]{1,512}')
TIME = re.compile(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)')
POST, REPOST, PROFILE = 'app.bsky.feed.post', 'app.bsky.feed.repost', 'app.bsky.actor.profile'
THREADGATE, POSTGATE = 'app.bsky.feed.threadgate', 'app.bsky.feed.postgate'


class Invalid(Exception):
    pass


def cbor_head(kind, n):
    for size, code in ((0, None), (1, 24), (2, 25), (4, 26), (8, 27)):
        if size == 0 and n < 24:
            return bytes([kind << 5 | n])
        if size and n < 1 << 8 * size:
            return bytes([kind << 5 | code]) + n.to_bytes(size, 'big')
    raise Invalid('Integer too large')


def cbor(value):
    """DAG-CBOR of JSON with $link and $bytes."""
    if value is None or isinstance(value, bool):
        return {None: b'\xf6', True: b'\xf5', False: b'\xf4'}[value]
    if isinstance(value, int):
        return cbor_head(0, value) if value >= 0 else cbor_head(1, -1 - value)
    if isinstance(value, str):
        return cbor_head(3, len(value.encode())) + value.encode()
    if isinstance(value, list):
        return cbor_head(4, len(value)) + b''.join(cbor(v) for v in value)
    if isinstance(value, dict) and set(value) == {'$link'}:
        raw = b'\x00' + base64.b32decode(value['$link'][1:].upper() + '=' * (-len(value['$link'][1:]) % 8))
        return b'\xd8\x2a' + cbor_head(2, len(raw)) + raw
    if isinstance(value, dict) and set(value) == {'$bytes'}:
        raw = base64.b64decode(value['$bytes'] + '==')
        return cbor_head(2, len(raw)) + raw
    if isinstance(value, dict):
        items = sorted(((k.encode(), v) for k, v in value.items()), key=lambda kv: (len(kv[0]), kv[0]))
        return cbor_head(5, len(items)) + b''.join(cbor(k.decode()) + cbor(v) for k, v in items)
    raise Invalid('Floats are not allowed')


def cid(data, codec):
    raw = bytes([1, codec, 0x12, 32]) + hashlib.sha256(data).digest()
    return 'b' + base64.b32encode(raw).decode().lower().rstrip('=')


def blob_cid(data):
    return cid(data, 0x55)


def record_cid(record):
    return cid(cbor(record), 0x71)


def require(condition, message):
    if not condition:
        raise Invalid(message)


def check_string(value, path, most_graphemes=None, most_bytes=None):
    require(isinstance(value, str), f'Expected string value type (got {type(value).__name__}) at {path}')
    if most_bytes is not None:
        require(len(value.encode()) <= most_bytes, f'string too big (maximum {most_bytes}, got {len(value.encode())}) at {path}')
    if most_graphemes is not None:
        n = graphemes(value)
        require(n <= most_graphemes, f'grapheme too big (maximum {most_graphemes}, got {n}) at {path}')


def check_time(value, path):
    check_string(value, path)
    require(TIME.fullmatch(value), f'Invalid datetime at {path}')
    datetime.datetime.fromisoformat(value.replace('Z', '+00:00')[:19])


def check_reference(value, path):
    require(isinstance(value, dict) and isinstance(value.get('uri'), str) and value['uri'].startswith('at://') and
            isinstance(value.get('cid'), str) and re.fullmatch(r'bafy[a-z2-7]{55}', value['cid']), f'Invalid strong reference at {path}')


def check_blob(value, path, kinds, most):
    require(isinstance(value, dict) and value.get('$type') == 'blob' and isinstance(value.get('size'), int) and
            set(value.get('ref', {})) == {'$link'} and set(value) == {'$type', 'ref', 'mimeType', 'size'}, f'Expected blob value type at {path}')
    kind = value['mimeType']
    require(any(kind == k or k.endswith('/*') and kind.startswith(k[:-1]) for k in kinds), f'mime type not accepted ({kind}) at {path}')
    require(value['size'] <= most, f'blob too big (maximum {most}, got {value["size"]}) at {path}')


def check_ratio(value, path):
    if value is not None:
        require(set(value) == {'width', 'height'} and all(isinstance(v, int) and v >= 1 for v in value.values()), f'Invalid aspect ratio at {path}')


def check_media(embed, path, most_picture):
    kind = embed['$type']
    if kind == 'app.bsky.embed.images':
        require(isinstance(embed['images'], list) and len(embed['images']) <= 4, f'array too big (maximum 4) at {path}.images')
        for i, image in enumerate(embed['images']):
            check_string(image.get('alt'), f'{path}.images[{i}].alt')
            check_blob(image.get('image'), f'{path}.images[{i}].image', ['image/*'], most_picture)
            check_ratio(image.get('aspectRatio'), f'{path}.images[{i}].aspectRatio')
    elif kind == 'app.bsky.embed.video':
        check_blob(embed.get('video'), f'{path}.video', ['video/mp4'], 300000000)
        check_string(embed.get('alt', ''), f'{path}.alt', 1000, 10000)
        check_ratio(embed.get('aspectRatio'), f'{path}.aspectRatio')
        captions = embed.get('captions', [])
        require(len(captions) <= 20, f'array too big (maximum 20) at {path}.captions')
        for caption in captions:
            check_string(caption.get('lang'), f'{path}.captions.lang')
            check_blob(caption.get('file'), f'{path}.captions.file', ['text/vtt'], 20000)
    elif kind == 'app.bsky.embed.external':
        card = embed['external']
        for member in ('uri', 'title', 'description'):
            check_string(card.get(member), f'{path}.external.{member}')
        if 'thumb' in card:
            check_blob(card['thumb'], f'{path}.external.thumb', ['image/*'], 1000000)
    else:
        raise Invalid(f'Unknown embed {kind} at {path}')


def check_embed(embed, path, most_picture):
    kind = embed.get('$type')
    if kind == 'app.bsky.embed.record':
        check_reference(embed.get('record'), f'{path}.record')
    elif kind == 'app.bsky.embed.recordWithMedia':
        check_reference(embed.get('record', {}).get('record'), f'{path}.record.record')
        check_media(embed['media'], f'{path}.media', most_picture)
    else:
        check_media(embed, path, most_picture)


def check_facets(facets):
    """Shapes only: neither range nor overlap are looked at (measured)."""
    for facet in facets:
        index = facet['index']
        require(all(isinstance(index.get(m), int) and index[m] >= 0 for m in ('byteStart', 'byteEnd')), 'Invalid index at $.record.facets')
        for feature in facet['features']:
            member = {'link': 'uri', 'mention': 'did', 'tag': 'tag'}[feature['$type'].partition('#')[2]]
            check_string(feature.get(member), '$.record.facets')


def check_post(record, most_picture):
    check_string(record.get('text'), '$.record.text', 300, 3000)
    check_facets(record.get('facets', []))
    require(len(record.get('langs', [])) <= 3, 'array too big (maximum 3) at $.record.langs')
    require(len(record.get('tags', [])) <= 8, 'array too big (maximum 8) at $.record.tags')
    if 'reply' in record:
        check_reference(record['reply'].get('root'), '$.record.reply.root')
        check_reference(record['reply'].get('parent'), '$.record.reply.parent')
    if 'embed' in record:
        check_embed(record['embed'], '$.record.embed', most_picture)
    if 'labels' in record:
        require(record['labels'].get('$type') == 'com.atproto.label.defs#selfLabels' and
                all(isinstance(v.get('val'), str) for v in record['labels']['values']), 'Invalid labels at $.record.labels')


def check(collection, key, record, most_picture):
    """Raises Invalid. None for a collection that is not known."""
    require(isinstance(record, dict) and record.get('$type') == collection, f'Invalid $type: expected {collection}, got {record.get("$type")}')
    require(KEY.fullmatch(key), 'Invalid record key')
    if collection in (POST, REPOST, THREADGATE, POSTGATE):
        require(TID.fullmatch(key), f'Invalid TID string (got "{key}") at $.rkey')
        check_time(record.get('createdAt'), '$.record.createdAt')
    if collection == POST:
        check_post(record, most_picture)
    elif collection == REPOST:
        check_reference(record.get('subject'), '$.record.subject')
    elif collection in (THREADGATE, POSTGATE):
        require(str(record.get('post', '')).startswith('at://') and record['post'].endswith('/' + key), 'Invalid post at $.record.post')
    elif collection == PROFILE:
        require(key == 'self', 'Invalid record key')
        check_string(record.get('displayName', ''), '$.record.displayName', 64, 640)
        check_string(record.get('description', ''), '$.record.description', 256, 2560)
    else:
        return 'unknown'
    return 'valid'


def blobs_of(value):
    """All blobs that a record names"""
    if isinstance(value, dict):
        if value.get('$type') == 'blob':
            return [value]
        return [b for v in value.values() for b in blobs_of(v)]
    return [b for v in value for b in blobs_of(v)] if isinstance(value, list) else []
