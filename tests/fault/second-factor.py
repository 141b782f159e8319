# SPDX-License-Identifier: GPL-3.0-or-later
"""second-factor.py PROGRAM: an office in earnest from the terminal: the password comes from a file, the second factor's code from COUNTERSIGN_CODE, and neither comes out again."""

import base64
import hmac
import os
import struct
import sys
import time
import unittest

from terminal import PASSWORD, PEOPLE, Office, OfficeTest, check_refusal, main

WRONG = 'quite wrong words 7'


def make_code(secret, steps=0):
    """RFC 6238, as any authenticator computes it."""
    message = struct.pack('>Q', int(time.time()) // 30 + steps)
    digest = hmac.digest(base64.b32decode(secret), message, 'sha1')
    at = digest[-1] & 15
    return f'{(struct.unpack(">I", digest[at:at + 4])[0] & 0x7fffffff) % 1000000:06d}'


class SecondFactor(OfficeTest):
    def setUp(self):
        super().setUp()
        self.office = Office(self.program, self.place / 'earnest')
        self.office.ask('office', 'create', name='Earnest', language='en', zone='UTC', practice=False, sections=['Press'],
                        administrator={'login': 'admin', 'name': 'Ada Admin', 'password': PASSWORD},
                        people=[{**person, 'password': PASSWORD} for person in PEOPLE])
        self.password = self.put('password', f'{PASSWORD}\n'.encode())

    def run_as(self, *words, code=None, password=None):
        if code:
            os.environ['COUNTERSIGN_CODE'] = code
            self.addCleanup(os.environ.pop, 'COUNTERSIGN_CODE', None)
        try:
            answer = self.office.run(*words, login='reviewer', password_file=password or self.password)
        finally:
            os.environ.pop('COUNTERSIGN_CODE', None)
        self.assertNotIn(PASSWORD, answer.out + answer.err)
        return answer

    def set_up_factor(self):
        reply = self.office.ask('second-factor', 'prepare', login='reviewer', password_file=self.password)
        answer = self.run_as('second-factor', 'set', f'--secret={reply["secret"]}', f'--code={make_code(reply["secret"], -1)}',
                             f'--password={PASSWORD}')
        self.assertEqual(answer.code, 0, answer)
        return reply['secret']

    def test_code(self):
        """The code comes from the environment: without it, with a wrong one and with one that was used nobody comes in."""
        secret = self.set_up_factor()
        check_refusal(self.run_as('session', 'me'), 'code-required')
        check_refusal(self.run_as('session', 'me', code='000000'), 'wrong-code')
        code = make_code(secret)
        answer = self.run_as('session', 'me', code=code)
        self.assertEqual(answer.code, 0, answer)
        self.assertNotIn(secret, answer.out + answer.err)
        check_refusal(self.run_as('session', 'me', code=code), 'wrong-code')

    def test_password(self):
        """A wrong password says nothing of the second factor."""
        secret = self.set_up_factor()
        wrong = self.put('wrong', f'{WRONG}\n'.encode())
        answer = self.run_as('session', 'me', password=wrong)
        check_refusal(answer, 'wrong-password')
        self.assertNotIn(WRONG, answer.out + answer.err)
        check_refusal(self.run_as('session', 'me', code=make_code(secret), password=wrong), 'wrong-password')


if __name__ == '__main__':
    main(sys.argv[1])
