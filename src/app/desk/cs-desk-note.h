/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

typedef enum
{
  CS_NOTE_PLAIN,
  CS_NOTE_WARNING,
  CS_NOTE_ALARM,
} CsNoteTone;

/**
 * CsDeskNote:
 *
 * Something that holds for the whole office or for some time and that everybody is to know: an emergency, a held queue. What it is,
 * why, until when, what can be done about it, and perhaps the posts that it is about.
 */
#define CS_TYPE_DESK_NOTE (cs_desk_note_get_type ())
G_DECLARE_FINAL_TYPE (CsDeskNote, cs_desk_note, CS, DESK_NOTE, AdwBin)

GtkWidget  *cs_desk_note_new (CsSession   *session);

/**
 * cs_desk_note_set:
 * @title: what it is, in a few words
 * @text: why; "" = nothing to say
 * @clock: since when, until when; "" = neither
 */
void        cs_desk_note_set         (CsDeskNote  *self,
                                      CsNoteTone   tone,
                                      const char  *icon,
                                      const char  *title,
                                      const char  *text,
                                      const char  *clock);

/**
 * cs_desk_note_set_button:
 * @position: 0 or 1; the first is the one to press
 * @label: (nullable): %NULL = no such button
 * @action: detailed name: "win.open-post(int64 12)"
 */
void        cs_desk_note_set_button  (CsDeskNote  *self,
                                      guint        position,
                                      const char  *label,
                                      const char  *action);

/**
 * cs_desk_note_set_posts:
 * @title: of the list, "Held (7)"
 * @posts: (nullable) (element-type CsPostInfo): to be shown when the person unfolds it
 */
void        cs_desk_note_set_posts   (CsDeskNote  *self,
                                      const char  *title,
                                      GPtrArray   *posts);

/**
 * CsDeskNotes:
 *
 * The notes one above another. What stays keeps its widget, and so the focus: put all that hold now, then call cs_desk_notes_end().
 */
#define CS_TYPE_DESK_NOTES (cs_desk_notes_get_type ())
G_DECLARE_FINAL_TYPE (CsDeskNotes, cs_desk_notes, CS, DESK_NOTES, AdwBin)

GtkWidget  *cs_desk_notes_new (CsSession   *session);

/**
 * cs_desk_notes_put:
 * @key: which one: "emergency-12"
 *
 * Returns: (transfer none): the note to fill; below those put before it
 */
CsDeskNote *cs_desk_notes_put        (CsDeskNotes *self,
                                      const char  *key);

/**
 * cs_desk_notes_end:
 *
 * What was not put again goes.
 *
 * Returns: how many there are
 */
guint       cs_desk_notes_end        (CsDeskNotes *self);

G_END_DECLS
