# SPDX-License-Identifier: GPL-3.0-or-later
"""Media on X (contract x.md, section 6): one request for pictures, chunks for what moves, alt text, subtitles."""

import hashlib

from serving import Problem, digest

CHUNK = 1024 * 1024
MAX_PICTURE = 5 * 1024 * 1024
MAX_GIF = 15 * 1024 * 1024
FILMS = {'tweet_video': ('video/mp4', 512 * 1000 * 1000), 'tweet_gif': ('image/gif', MAX_GIF), 'tweet_image': (None, MAX_PICTURE),
         'subtitles': ('text/vtt', 512 * 1024)}
PICTURES = ('image/jpeg', 'image/png', 'image/webp', 'image/gif')


def invalid(detail='One or more parameters to your request was invalid.', **more):
    return Problem(400, {'title': 'Invalid Request', 'detail': detail, 'type': 'https://api.x.com/2/problems/invalid-request', 'status': 400, **more})


class Media:
    """Mixed into the network."""

    most_chunk = CHUNK

    def media_act(self, user, request):
        method, path = request.method, request.path
        if (method, path) == ('POST', '/2/media/upload'):
            self.count(user, 'media/upload')
            return self.take_picture(user, request)
        if (method, path) == ('POST', '/2/media/upload/initialize'):
            return self.begin_upload(user, request.json())
        if method == 'POST' and path.startswith('/2/media/upload/') and path.split('/')[-1] in ('append', 'finalize'):
            media = self.own_media(user, path.split('/')[4])
            if 'hash' not in media:
                raise invalid('The upload is closed.')
            return self.append(media, request) if path.endswith('/append') else self.finish(media, request)
        if (method, path) == ('GET', '/2/media/upload'):
            if request.one('command') != 'STATUS':
                raise invalid()
            media = self.own_media(user, request.one('media_id'))
            media['waits'] = max(0, media['waits'] - 1)
            return {'data': {'id': media['id'], **self.processing(media)}}
        if (method, path) == ('POST', '/2/media/metadata'):
            body = request.json()
            alt = body['metadata']['alt_text']['text']
            media = self.own_media(user, body['id'])
            if not 0 < len(alt) <= 1000 or media['category'] not in ('tweet_image', 'tweet_gif'):
                raise invalid('The alt text is not acceptable.')
            media['alt'] = alt
            return {'data': {'id': media['id']}}
        if (method, path) == ('POST', '/2/media/subtitles'):
            return self.add_subtitles(user, request.json())
        raise Problem(404, {'title': 'Not Found', 'type': 'about:blank', 'status': 404, 'detail': 'Not Found'})

    def own_media(self, user, media_id):
        media = self.media.get(media_id) if isinstance(media_id, str) else None
        if media is None or media['user'] != user:
            raise invalid('Your media IDs are invalid.', errors=[{'message': 'Your media IDs are invalid.', 'parameters': {'media_id': [media_id]}}])
        return media

    def new_media(self, user, category, kind, prefix):
        media_id = self.new_id()
        media = {'id': media_id, 'user': user, 'key': f'{prefix}_{media_id}', 'alt': '', 'category': category, 'type': kind,
                 'expires': self.now() + 86400, 'waits': 0}
        self.media[media_id] = media
        return media

    def take_picture(self, user, request):
        form = request.parts()
        data, kind = form['media']
        category = form['media_category'][0].decode()
        if (set(form) != {'media', 'media_category'} or category not in ('tweet_image', 'tweet_gif') or kind not in PICTURES or not data or
                len(data) > (MAX_GIF if category == 'tweet_gif' else MAX_PICTURE)):
            raise invalid('The media is not acceptable.')
        media = self.new_media(user, category, kind, 16 if category == 'tweet_gif' else 3)
        media.update(sha256=digest(data), size=len(data), waits=2 if category == 'tweet_gif' else 0)
        return {'data': {'id': media['id'], 'media_key': media['key'], 'size': len(data), 'expires_after_secs': 86400, **self.processing(media)}}

    def begin_upload(self, user, body):
        kind = FILMS.get(body['media_category'])
        if (set(body) != {'media_type', 'total_bytes', 'media_category'} or kind is None or not 0 < body['total_bytes'] <= kind[1] or
                (body['media_type'] != kind[0] if kind[0] else body['media_type'] not in PICTURES)):
            raise invalid('The media is not acceptable.')
        media = self.new_media(user, body['media_category'], body['media_type'], 13)
        media.update(total=body['total_bytes'], size=0, n_pieces=0, hash=hashlib.sha256(), early={}, pieces=[], begin=b'',
                     waits=2 if body['media_category'] in ('tweet_video', 'tweet_gif') else 0)
        return {'data': {'id': media['id'], 'media_key': media['key'], 'expires_after_secs': 86399}}

    def append(self, media, request):
        form = request.parts()
        index, piece = int(form['segment_index'][0]), form['media'][0]
        if not 0 <= index <= 999 or not piece or set(form) != {'segment_index', 'media'}:
            raise invalid('The chunk is not acceptable.')
        if len(piece) > self.most_chunk:
            raise Problem(413, None)
        # A piece may come again, and must then be the same: what was hashed is not kept.
        if index < len(media['pieces']) and media['pieces'][index] != digest(piece):
            raise invalid('The chunk is another than before.')
        media['early'][index] = piece
        while len(media['pieces']) in media['early']:
            piece = media['early'].pop(len(media['pieces']))
            media['begin'] = media['begin'] or piece[:16]
            media['hash'].update(piece)
            media['pieces'].append(digest(piece))
            media['size'] += len(piece)
        media['early'] = {i: p for i, p in media['early'].items() if i > len(media['pieces'])}
        return {'data': {'expires_at': int(media['expires'])}}

    def finish(self, media, request):
        begin = media['begin']
        if media['early'] or media['size'] != media['total'] or request.data:
            raise invalid('The upload is not complete.')
        if (begin[4:8] != b'ftyp' if media['category'] == 'tweet_video' else media['category'] == 'subtitles' and not begin.startswith(b'WEBVTT')):
            raise invalid('The media is not acceptable.')
        media.update(sha256=media.pop('hash').hexdigest(), n_pieces=len(media.pop('pieces')))
        del media['early'], media['begin']
        return {'data': {'id': media['id'], 'media_key': media['key'], 'size': media['size'], 'expires_after_secs': 86400, **self.processing(media)}}

    def add_subtitles(self, user, body):
        text = self.own_media(user, body['subtitles']['id'])
        film = self.own_media(user, body['id'])
        language = body['subtitles']['language_code']
        if (set(body) != {'id', 'media_category', 'subtitles'} or set(body['subtitles']) != {'id', 'language_code', 'display_name'} or
                body['media_category'] != 'TweetVideo' or film['category'] != 'tweet_video' or text['category'] != 'subtitles' or
                'sha256' not in text or len(language) != 2 or not language.isupper()):
            raise invalid('The subtitles are not acceptable.')
        film.setdefault('subtitles', {})[language] = text['sha256']
        return {'data': {'id': film['id']}}

    @staticmethod
    def processing(media):
        return {'processing_info': {'state': 'in_progress', 'check_after_secs': 1}} if media['waits'] else {}
