/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsPostLineLook:
 *
 * What all CsPostLine of one list have in common: their height, their colours, and which of them are in sight. A widget of no size that is put beside the list, so that the style sheets reach it.
 */
#define CS_TYPE_POST_LINE_LOOK (cs_post_line_look_get_type ())
G_DECLARE_FINAL_TYPE (CsPostLineLook, cs_post_line_look, CS, POST_LINE_LOOK, GtkWidget)

typedef enum
{
  CS_LINE_TEXT,
  CS_LINE_SMALL, /* badge, names */
  CS_LINE_DEADLINE,
  CS_LINE_ACCOUNT,
} CsLineKind;

/**
 * cs_post_line_look_new:
 * @list: the list view
 */
CsPostLineLook *cs_post_line_look_new          (CsSession      *session,
                                                GtkWidget      *list);

/**
 * cs_post_line_look_add:
 * @line: a CsPostLine, known until it is finalized
 */
void            cs_post_line_look_add          (CsPostLineLook *self,
                                                GtkWidget      *line);

/**
 * cs_post_line_look_await_rest:
 *
 * Reads thumbnails when nothing has moved and no post has come for a moment.
 */
void            cs_post_line_look_await_rest   (CsPostLineLook *self);

CsSession      *cs_post_line_look_get_session  (CsPostLineLook *self);

/**
 * cs_post_line_look_get_ascent:
 *
 * Returns: from the top of the post's text to its baseline
 */
int             cs_post_line_look_get_ascent   (CsPostLineLook *self);

/**
 * cs_post_line_look_get_meta:
 * @height: (out): of the line below the post's text
 *
 * Returns: where that line begins
 */
int             cs_post_line_look_get_meta     (CsPostLineLook *self,
                                                int            *height);

/**
 * cs_post_line_look_get_colour:
 * @name: CSS class: "cs-grey" …; or "" for that of text
 */
void            cs_post_line_look_get_colour   (CsPostLineLook *self,
                                                const char     *name,
                                                GdkRGBA        *colour);

/**
 * cs_post_line_look_get_attributes:
 *
 * Returns: (transfer none): the letters of such a text
 */
PangoAttrList  *cs_post_line_look_get_attributes (CsPostLineLook *self,
                                                  CsLineKind      kind,
                                                  gboolean        bold);

G_END_DECLS
