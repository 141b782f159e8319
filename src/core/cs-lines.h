/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-content.h"

G_BEGIN_DECLS

/* What is read aloud of an important post, line by line, before it is approved. */

typedef enum
{
  CS_LINE_TEXT,    /* one line of a segment's text */
  CS_LINE_PICTURE, /* a picture, by its alt text */
  CS_LINE_WARNING, /* the content warning */
  CS_LINE_SOURCE,
  CS_LINE_FACT,    /* a poll, what is quoted, who may reply … as cs_content_list_facts() says it */
} CsLineKind;

typedef struct
{
  CsLineKind  kind;
  guint       segment; /* of a text or a picture */
  guint       index;   /* of the picture in its segment, of the source in the post; 0 for others */
  char       *text;    /* "" for a decorative picture: it is looked at all the same; owned */
} CsLine;

void       cs_line_free           (CsLine          *line);

/**
 * cs_content_list_lines:
 *
 * The content warning where there is one, then each segment's lines and its pictures, then the sources. Lines of white space are none.
 *
 * Returns: (transfer full) (element-type CsLine): in the order in which they are read
 */
GPtrArray *cs_content_list_lines  (const CsContent *content) G_GNUC_WARN_UNUSED_RESULT;

/* How many cs_content_list_lines() gives: what a decision on an important post must confirm. */
guint      cs_content_count_lines (const CsContent *content);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsLine, cs_line_free)

G_END_DECLS
