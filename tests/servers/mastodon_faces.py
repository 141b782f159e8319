# SPDX-License-Identifier: GPL-3.0-or-later
"""How the servers that speak Mastodon's API differ (contract mastodon.md; what it calls measured was measured)."""

import time

CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'


class Face:
    """Mastodon itself, 4.5."""

    name = 'mastodon'
    version = '4.5.2'
    source_url = 'https://github.com/mastodon/mastodon'
    api_version = 7
    has_v2 = True
    has_metadata = True          # /.well-known/oauth-authorization-server
    keeps_keys = 3600            # seconds that an Idempotency-Key is kept; 0: not at all
    quotes = True                # else dropped without a word
    rate_headers = True
    invalid = 422
    json_polls = True            # else a poll counts in a form only
    asks_for_media = True        # else GET /api/v1/media answers 404
    has_source = True
    moving_takes_time = True     # 202 for films and GIFs
    deletes_again = False        # DELETE of what is gone answers 200
    keeps_language = True
    scheduling = 200
    limits = {'max_characters': 500, 'per_url': 23, 'max_media': 4, 'max_alt': 1500, 'options': 4, 'option': 50, 'picture': 16777216,
              'film': 103809024, 'matrix': 33177600}

    def make_id(self, n, now):
        return str((int(now * 1000) << 16) + n)

    def say_invalid(self, text):
        return {'error': f'Validation failed: {text}'}

    def say_attached(self, media_id, status_id):
        return f'Media {media_id} not found or already attached to another post'

    def refuse_token(self):
        return 401, {'error': 'The access token is invalid'}

    def configuration(self):
        n = self.limits
        return {'accounts': {'max_display_name_length': 30, 'max_note_length': 500, 'max_profile_fields': 4},
                'statuses': {'max_characters': n['max_characters'], 'max_media_attachments': n['max_media'], 'characters_reserved_per_url': n['per_url']},
                'media_attachments': {'supported_mime_types': ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'video/mp4', 'video/quicktime'],
                                      'description_limit': n['max_alt'], 'image_size_limit': n['picture'], 'image_matrix_limit': n['matrix'],
                                      'video_size_limit': n['film'], 'video_frame_rate_limit': 120, 'video_matrix_limit': 8294400},
                'polls': {'max_options': n['options'], 'max_characters_per_option': n['option'], 'min_expiration': 300, 'max_expiration': 2629746}}

    def instance(self, host, is_v2):
        answer = {'version': self.version, 'configuration': self.configuration()}
        answer.update({'domain': host} if is_v2 else {'uri': host})
        if self.source_url:
            answer['source_url'] = self.source_url
        if self.api_version and is_v2:
            answer['api_versions'] = {'mastodon': self.api_version}
        return answer


class GoToSocial(Face):
    name = 'gotosocial'
    version = '0.19.2+git-0000000'
    source_url = 'https://codeberg.org/superseriousbusiness/gotosocial'
    api_version = 0
    keeps_keys = 0
    quotes = False
    invalid = 400
    moving_takes_time = False
    has_metadata = False
    scheduling = 501
    limits = {'max_characters': 5000, 'per_url': 25, 'max_media': 6, 'max_alt': 1500, 'options': 6, 'option': 50, 'picture': 41943040,
              'film': 41943040, 'matrix': 2147483647}

    def make_id(self, n, now):
        value = (int(now * 1000) << 80) + (n << 40) + 0x5d17a3
        return ''.join(CROCKFORD[(value >> shift) & 31] for shift in range(125, -1, -5))

    def say_invalid(self, text):
        return {'error': f'Bad Request: {text}'}

    def say_attached(self, media_id, status_id):
        return f'media already attached to status: {media_id}'

    def refuse_token(self):
        return 401, {'error': 'Unauthorized: token not recognized'}


class Snac(Face):
    name = 'snac'
    version = '4.0.0 (not true Mastodon; really snac/2.94)'
    source_url = ''
    api_version = 0
    has_v2 = False
    has_metadata = False
    keeps_keys = 0
    quotes = False
    rate_headers = False
    json_polls = False
    asks_for_media = False
    has_source = False
    moving_takes_time = False
    deletes_again = True
    keeps_language = False
    limits = {'max_characters': 100000, 'per_url': 32, 'max_media': 8, 'max_alt': 1500, 'options': 8, 'option': 50, 'picture': 33554432,
              'film': 33554432, 'matrix': 16777216}

    def make_id(self, n, now):
        return f'{int(now)}.{n:06d}'

    def say_invalid(self, text):
        return None

    def refuse_token(self):
        return 422, None

    def instance(self, host, is_v2):
        answer = super().instance(host, is_v2)
        # only some of the numbers
        answer['configuration'] = {'statuses': answer['configuration']['statuses']}
        return answer


class Pleroma(Face):
    name = 'pleroma'
    version = '2.7.2 (compatible; Pleroma 2.9.1)'
    source_url = ''
    api_version = 0
    has_v2 = False
    has_metadata = False
    keeps_keys = 0
    quotes = False
    rate_headers = False
    moving_takes_time = False
    keeps_language = False
    limits = {'max_characters': 5000, 'per_url': 0, 'max_media': 100, 'max_alt': 5000, 'options': 20, 'option': 200, 'picture': 16000000,
              'film': 16000000, 'matrix': 2147483647}

    def make_id(self, n, now):
        letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
        value, text = (int(now * 1000) << 64) + n, ''
        while value:
            value, digit = divmod(value, 62)
            text = letters[digit] + text
        return text[-18:]

    def say_invalid(self, text):
        return {'error': text}

    def instance(self, host, is_v2):
        # Without a configuration: its numbers have names of their own.
        return {'uri': host, 'version': self.version, 'max_toot_chars': self.limits['max_characters'],
                'poll_limits': {'max_options': 20, 'max_option_chars': 200, 'min_expiration': 0, 'max_expiration': 31536000},
                'upload_limit': self.limits['picture'], 'description_limit': self.limits['max_alt'],
                'pleroma': {'metadata': {'features': ['mastodon_api', 'polls']}}}


FACES = {face.name: face for face in (Face, GoToSocial, Snac, Pleroma)}


def iso(at):
    return time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(at)) + f'.{int(at * 1000) % 1000:03d}Z'
