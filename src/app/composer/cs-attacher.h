/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "cs-draft.h"

G_BEGIN_DECLS

/**
 * CsAttacher:
 *
 * Takes pictures into a segment of a draft, one after another: files by their path, pasted pictures by a temporary file. What cannot be taken is
 * reported and left out; the others still come.
 *
 * Signals: "added" (guint: position of the new picture), "failed" (char *: name, GError *: why), "busy" (whether some are on their way
 * changed).
 */
#define CS_TYPE_ATTACHER (cs_attacher_get_type ())
G_DECLARE_FINAL_TYPE (CsAttacher, cs_attacher, CS, ATTACHER, GObject)

CsAttacher *cs_attacher_new (CsDraft     *draft,
                             guint        segment) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_attacher_set_part:
 *
 * The segment stands elsewhere from now on.
 */
void        cs_attacher_set_part    (CsAttacher  *self,
                                     guint        part);
void        cs_attacher_add_file    (CsAttacher  *self,
                                     GFile       *file);

/**
 * cs_attacher_add_files:
 * @files: of GFile
 */
void        cs_attacher_add_files   (CsAttacher  *self,
                                     GListModel  *files);
void        cs_attacher_add_texture (CsAttacher  *self,
                                     GdkTexture  *texture);

/**
 * cs_attacher_add_chart:
 * @alt_text: of the chart
 * @replace: position of the picture it stands for from now on, or -1 for a new one
 *
 * Draws the chart's picture in the office.
 */
void        cs_attacher_add_chart   (CsAttacher    *self,
                                     const CsChart *chart,
                                     const char    *alt_text,
                                     int            replace,
                                     gboolean       right_to_left);

/**
 * cs_attacher_add_poster:
 *
 * The same of a poster.
 */
void        cs_attacher_add_poster  (CsAttacher     *self,
                                     const CsPoster *poster,
                                     const char     *alt_text,
                                     int             replace);

/**
 * cs_attacher_count_waiting:
 *
 * Returns: how many are still on their way
 */
guint       cs_attacher_count_waiting (CsAttacher *self);

/**
 * cs_attacher_get_film:
 * @done: (out): how much of it, from 0 to 1
 *
 * Returns: (transfer none) (nullable): the name of the film that is being taken in now
 */
const char *cs_attacher_get_film    (CsAttacher  *self,
                                     double      *done);

/**
 * cs_attacher_cancel_film:
 *
 * Lets the film that is being taken in go; what waits behind it is taken in.
 */
void        cs_attacher_cancel_film (CsAttacher  *self);

/**
 * cs_attacher_stop:
 *
 * Nothing more is taken in; what is under way is let go.
 */
void        cs_attacher_stop        (CsAttacher  *self);

G_END_DECLS
