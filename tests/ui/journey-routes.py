#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""journey-routes.py COUNTERSIGN CLI SHOTS

An administrator composes a route in the real workstation with the mouse: two people of several, two desks side by side, hours, an
escalation to a position; tries it on a sample, saves it, makes it the one that posts take, and enters somebody's absence on a
written order. A post submitted from the terminal then goes that way, as the workstation shows. Pictures stay in SHOTS.

Every thing is found afresh before it is used, since rows are made anew when what they show changes; no key is pressed before its target
has the focus.
"""
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'tools'))
import uidrive  # noqa: E402
from gi.repository import Atspi, GLib  # noqa: E402

PROGRAM, CLI, SHOTS = sys.argv[1:4]
ROUTE = 'Figures'
TEXT = 'The third quarter closed with more visitors than ever before.'
SHADOW = 24  # at most so much wider or higher is a popover's window than the popover


def extents(a):
    return Atspi.Component.get_extents(a, Atspi.CoordType.WINDOW)


class Journey:
    def __init__(self, app, office):
        self.app = app
        self.office = office
        self.scope = None  # what is looked through: the page or window in use, since every look at the whole costs a second
        self.n_shots = 0

    def shot(self, name):
        self.n_shots += 1
        self.app.shot(os.path.join(SHOTS, f'{self.n_shots:02d}-{name}.png'))

    # finding
    def each(self, *args, **kw):
        return self.app.each(*args, within=self.scope, **kw)

    def enter(self, title):
        """Looks from now on only through the page, or the window, of that title."""
        self.scope = None
        self.scope = self.app.wait(lambda: next(self.app.each('panel', title), None), f'the page {title!r}')

    def enter_window(self, title):
        self.app.window(title)
        self.scope = self.app.wait(lambda: next((a for a in map(self.app.acc.get_child_at_index, range(
            self.app.acc.get_child_count())) if a is not None and uidrive.name(a) == title), None), f'the window {title!r}')

    def button(self, start, prefix=True):
        """The button whose name begins so, or is so, and that can be pressed now."""
        def find():
            for a in self.each('button', start, prefix=prefix):
                if 'click' in uidrive.actions(a) and 'sensitive' in uidrive.states(a) and extents(a).width > 0:
                    return a
            return None

        return self.app.wait(find, f'button {start!r}')

    def row(self, start):
        return self.app.wait(lambda: next((a for a in self.each('list item', start, prefix=True) if extents(a).width > 0),
                                          None), f'row {start!r}')

    def label(self, start, timeout=None):
        """A label that says so and is on the screen."""
        return self.app.wait(lambda: next((a for a in self.each('label', start, prefix=True) if extents(a).width > 0),
                                          None), f'label {start!r}', timeout)

    # doing, by mouse
    def steady(self, where):
        """A place on the screen that where() says twice: nothing moves any more."""
        said = [None]

        def same():
            before, said[0] = said[0], where()
            return said[0] if said[0] == before else None

        return self.app.wait(same, 'a thing at rest')

    def click(self, find, until=None, what=''):
        """Clicks once what find() finds, and waits for what comes of it."""
        uidrive.xdo('mousemove', *self.steady(lambda: self.app.point(find())), 'click', 1)
        if until:
            self.app.wait(until, what)

    def has(self, role, start):
        return lambda: next(self.each(role, start, prefix=True), None)

    def popover(self):
        """The popover that is open, with its window."""
        for popover in self.each('panel', 'GtkPopover'):
            e = extents(popover)
            if e.width <= 0:
                continue
            for window in uidrive.xdo('search', '--onlyvisible', '--class', '.*').split():
                g = dict(x.split('=') for x in uidrive.xdo('getwindowgeometry', '--shell', window).split() if '=' in x)
                width, height = int(g['WIDTH']), int(g['HEIGHT'])
                if e.width <= width <= e.width + SHADOW and e.height <= height <= e.height + SHADOW:
                    return popover, e, int(g['X']), int(g['Y']) + height - e.height
        return None

    def item(self, words):
        """Where on the screen an item of the open popover is. Its extents are right within the popover only."""
        found = self.popover()
        if not found:
            return None
        popover, e, x, y = found
        for row in uidrive.walk(popover, 2):
            if uidrive.role(row) == 'list item' and any(uidrive.name(a) == words for a in uidrive.walk(row, 2)):
                r = extents(row)
                return x + r.x - e.x + r.width // 2, y + r.y - e.y + r.height // 2
        return None

    def pick(self, choice, words):
        """Chooses by mouse in the drop-down of that name."""
        chosen = f'{choice}: {words}'
        self.click(lambda: self.button(choice + ':'))  # which cannot be pressed before there is something to choose
        self.app.wait(lambda: self.item(words), f'{words!r} to choose')
        uidrive.xdo('mousemove', *self.steady(lambda: self.item(words)), 'click', 1)
        self.app.wait(self.has('button', chosen), chosen)

    def write(self, role, name, words, leave=''):
        """Into the entry of that name, in place of what is there."""
        def entry():
            return next((a for a in self.each(role, name, prefix=True) if extents(a).width > 0), None)

        self.click(lambda: self.app.wait(entry, f'{role} {name!r}'))
        self.app.key('ctrl+a')
        self.app.type(words + leave)
        self.app.wait(lambda: uidrive.text(entry()) == words, f'{name!r} holding {words!r}')

    def increase(self, name):
        """One click on the plus of a spin button, which is at its end and has no name of its own."""
        def plus():
            spin = next(self.each('spin button', name, prefix=True))
            x, y = self.app.point(spin)
            return x + extents(spin).width // 2 - 14, y

        uidrive.xdo('mousemove', *self.steady(plus), 'click', 1)

    # the parts
    def open_page(self, title):
        self.click(lambda: self.row(title))
        self.enter(title)

    def back(self):
        self.click(lambda: self.button('Back'))
        self.scope = None
        self.row('Sections')

    def add_position(self):
        main = self.app.xid
        self.open_page('Positions')
        self.click(lambda: self.button('Add Position…'))
        self.enter_window('Add Position')
        self.write('text', 'Title', 'Director on Duty')
        self.pick('Holder', 'Maria Santos')
        self.click(lambda: self.button('Add', False))
        self.app.return_to(main)
        self.enter('Positions')
        self.label('Director on Duty')
        self.shot('position')
        self.back()

    def compose(self):
        self.open_page('Routes')
        self.click(lambda: self.button('New Route'))
        self.enter('New Route')
        self.write('text', 'Name of the Route', ROUTE)

        # two of all reviewers
        self.write('text', 'Title', 'Two Reviewers')
        self.pick('Decider 1: how it is named', 'A role anywhere')
        self.pick('How many must approve', 'A number of them')
        self.increase('Number of people')
        self.label('2 of them')
        self.write('spin button', 'Time allowed', '4:00', '\t')
        self.shot('quorum')

        # two desks side by side
        self.click(lambda: self.button('Add Stage'), self.has('label', 'Stage 2 of 3'), 'a second stage')
        self.write('text', 'Title', 'Two Desks')
        self.pick('Kind of stage', 'Fact check')
        self.pick('Decider 1: how it is named', 'A role anywhere')
        self.pick('Decider 1: role', 'Duty editor')
        self.click(lambda: self.button('Add Who Decides'), self.has('button', 'Decider 2: how it is named'), 'a second desk')
        self.pick('Decider 2: how it is named', 'One person')
        self.pick('Decider 2: who or where', 'Ruth Ellis')
        self.pick('How many must approve', 'One from each')
        self.shot('desks')

        # the sign-off, which escalates to a position
        self.click(lambda: self.row('3. Sign-off'), self.has('label', 'Stage 3 of 3'), 'the sign-off')
        self.write('spin button', 'Time allowed', '2:30', '\t')
        self.pick('Who may decide too when the time is over', 'Director on Duty')
        self.label('When the time is over, also: Director on Duty')
        self.shot('escalation')

    def try_it(self):
        self.click(lambda: self.button('Try It'), self.has('button', 'Drafter of the sample'), 'the sample')
        self.pick('Drafter of the sample', 'Ruth Ellis')
        self.label('This route does not work for such a post.')
        self.shot('tried-in-vain')
        self.pick('Drafter of the sample', 'Anna Fischer')
        self.label('This route works for such a post.')
        self.label('Could decide: Ruth Ellis, David Chen')
        nameless = self.app.unnamed()
        assert nameless == [], nameless
        self.shot('tried')

    def save(self):
        self.click(lambda: self.button('Save', False))
        self.enter('Routes')
        self.row(ROUTE)
        self.shot('routes')
        self.pick('All other posts', ROUTE)
        self.click(lambda: self.button('Save Rules'))
        self.app.find('label', 'Saved. Posts that are submitted', prefix=True)
        self.shot('rules')
        self.back()

    def enter_absence(self):
        main = self.app.xid
        self.open_page('Absences')
        self.click(lambda: self.button('Somebody Is Away…'))
        self.enter_window('Somebody Is Away')
        self.pick('Who Is Away', 'Helen Wright')
        self.pick('Who Signs', 'Maria Santos')
        self.write('text', 'Written Order', 'Order 12 of the director')
        self.shot('absence')
        self.click(lambda: self.button('Enter', False))
        self.app.return_to(main)
        self.enter('Absences')
        self.label('Helen Wright is away: Maria Santos signs')
        self.shot('absences')
        self.back()

    # from the terminal
    def call(self, login, *arguments):
        answer = subprocess.run([CLI, '--office', self.office, '--as', login, '--json', *arguments],
                                capture_output=True, text=True, check=False)
        assert answer.returncode == 0, answer.stdout + answer.stderr
        return json.loads(answer.stdout)

    def check_saved(self):
        """The office has what was composed and entered, every part of it."""
        positions = {p['title']: p['id'] for p in self.call('anna', 'position', 'list')['positions']}
        people = {p['name']: p['id'] for p in self.call('anna', 'person', 'list')['people']}
        routes = self.call('anna', 'route', 'list')
        first, desks, last = next(r for r in routes['routes'] if r['name'] == ROUTE)['stages']
        assert routes['default'] == ROUTE, routes['default']
        assert (first['quorum'], first['count'], first['minutes']) == ('count', 2, 240), first
        assert (desks['quorum'], len(desks['parties'])) == ('each', 2), desks
        assert desks['parties'][1]['target'] == people['Ruth Ellis'], desks
        assert (last['kind'], last['minutes']) == ('sign-off', 150), last
        assert last['escalates'] == {'kind': 'position', 'target': positions['Director on Duty']}, last
        absence = self.call('helen', 'delegation', 'list', '--open', 'true')['delegations'][0]
        assert (absence['principal'], absence['delegate']) == (people['Helen Wright'], people['Maria Santos']), absence
        assert absence['reference'] == 'Order 12 of the director', absence

    def submit_post(self):
        accounts = self.call('anna', 'account', 'list')['accounts']
        content = {'accounts': [accounts[0]['id']], 'segments': [{'text': TEXT}]}
        post = self.call('anna', 'post', 'create', '--content', json.dumps(content))['id']
        self.call('anna', 'post', 'submit', '--post', str(post))
        stages = [stage['title'] for stage in self.call('anna', 'post', 'get', '--post', str(post))['stages']]
        assert stages == ['Two Reviewers', 'Two Desks', 'Sign-off'], stages

    def see_post(self):
        def find():
            return next((a for a in self.each('list item', rows=1) if TEXT[:12] in uidrive.name(a) and extents(a).width > 0), None)

        self.click(lambda: self.row('Posts'))
        place = self.steady(lambda: self.app.point(self.app.wait(find, 'our post')))
        uidrive.xdo('mousemove', *place, 'click', '--repeat', 2, '--delay', 60, 1)
        for title in ('Two Reviewers', 'Two Desks'):
            self.app.wait(lambda: next((a for a in self.each('label') if title in uidrive.name(a)), None), f'{title!r} on the sheet')
        self.shot('sheet')


def main():
    os.makedirs(SHOTS, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        office = os.path.join(folder, 'office')
        with uidrive.App([PROGRAM, '--office', office, '--practice', '--seat', 'admin']) as app:
            app.find('button', 'Person', timeout=60)
            app.wait(lambda: any('selected' in uidrive.states(a) for a in app.each('list item')), 'the Desk', 60)
            uidrive.xdo('windowsize', '--sync', app.xid, 1500, 1150)
            journey = Journey(app, office)
            journey.click(lambda: journey.row('Office'), journey.has('list item', 'Routes'), 'the Office place')
            journey.shot('office')
            journey.add_position()
            journey.compose()
            journey.try_it()
            journey.save()
            journey.enter_absence()
            journey.check_saved()
            journey.submit_post()
            journey.see_post()
            app.close()


main()
