# SPDX-License-Identifier: GPL-3.0-or-later
"""The video service of bluesky-server.py, at the same address: service tokens for one method each, limits, uploads that are worked on for a while, the same film only once.
/control/video {"can": bool, "fails": bool}: whether the account may, and what comes of the work."""

import bluesky_records as records
from serving import Problem, digest


def wrong(error, message, status=400):
    return Problem(status, {'error': error, 'message': message})


class Video:
    def __init__(self):
        self.video, self.service_tokens, self.jobs = {'can': True, 'fails': False}, {}, {}

    def video_calls(self):
        return {'com.atproto.server.getServiceAuth': self.service_auth, 'app.bsky.video.getUploadLimits': self.upload_limits,
                'app.bsky.video.getJobStatus': self.job_status}, {'app.bsky.video.uploadVideo': self.upload_video}

    def service_auth(self, request):
        did = self.who(request)
        if not request.one('aud', '').startswith('did:') or int(request.one('exp', '0')) < self.now():
            raise wrong('BadExpiration', 'expiration is in past')
        token = f'service-{len(self.service_tokens)}'
        self.service_tokens[token] = (did, request.one('lxm'))
        return {'token': token}

    def may(self, request, method):
        did, allowed = self.service_tokens.get(request.token, (None, None))
        if allowed != method:
            raise wrong('InvalidToken', 'bad lexicon method in service token', 401)
        return did

    def upload_limits(self, request):
        self.may(request, 'app.bsky.video.getUploadLimits')
        if self.video['can']:
            return {'canUpload': True, 'remainingDailyVideos': 25, 'remainingDailyBytes': 10 ** 9}
        return {'canUpload': False, 'message': 'Verify your email first'}

    def upload_video(self, request):
        did = self.may(request, 'com.atproto.repo.uploadBlob')
        if request.one('did') != did or request.kind != 'video/mp4' or not request.one('name', '').endswith('.mp4'):
            raise wrong('InvalidRequest', 'did, name or type is wrong')
        job = digest(request.data)[:16]
        if job in self.jobs:
            raise Problem(409, {'error': 'already_exists', 'message': 'Video already processed', 'jobId': job, 'did': did, 'state': 'JOB_STATE_COMPLETED'})
        blob = {'$type': 'blob', 'ref': {'$link': records.blob_cid(request.data)}, 'mimeType': 'video/mp4', 'size': len(request.data)}
        self.blobs[did, blob['ref']['$link']] = {**blob, 'sha256': digest(request.data), 'used': False, 'data': b''}
        self.jobs[job] = {'blob': blob, 'did': did, 'asked': 0}
        return {'jobId': job, 'did': did, 'state': 'JOB_STATE_CREATED'}

    def job_status(self, request):
        name = request.one('jobId')
        if name not in self.jobs:
            raise wrong('InvalidRequest', 'Job not found', 404)
        job = self.jobs[name]
        job['asked'] += 1
        status = {'jobId': name, 'did': job['did'], 'state': 'JOB_STATE_ENCODING', 'progress': 50}
        if job['asked'] > 2 and self.video['fails']:
            status.update(state='JOB_STATE_FAILED', failureCode='encoding_failure', message='No video stream')
        elif job['asked'] > 2:
            status.update(state='JOB_STATE_COMPLETED', blob=job['blob'])
        return {'jobStatus': status}
