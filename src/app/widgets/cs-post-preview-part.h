/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-content.h"
#include "cs-replies.h"
#include "cs-session.h"

G_BEGIN_DECLS

/* Words that somebody said something about. */
typedef struct
{
  gint64   id;
  guint    segment;
  guint    start;  /* characters of the text as it is written */
  guint    end;
  gboolean active; /* the one that is looked at */
} CsPreviewMark;

/**
 * CsPostPreviewPart:
 *
 * One segment of a post in a CsPostPreview.
 *
 * CsPostPreviewPart::mark-pressed (gint64 id): somebody clicked on marked words.
 */
#define CS_TYPE_POST_PREVIEW_PART (cs_post_preview_part_get_type ())
G_DECLARE_FINAL_TYPE (CsPostPreviewPart, cs_post_preview_part, CS, POST_PREVIEW_PART, AdwBin)

GtkWidget *cs_post_preview_part_new (CsSession           *session);

/**
 * cs_post_preview_part_set:
 * @first_part: where the account's thread begins among all parts of the content
 * @position: of the segment in it
 * @account: whose post it will be, or %NULL
 */
void       cs_post_preview_part_set (CsPostPreviewPart   *self,
                                     const CsContent     *content,
                                     guint                first_part,
                                     guint                position,
                                     const CsAccountInfo *account);

/**
 * cs_post_preview_part_set_published:
 * @at: when it was published, or 0: shown as if now
 */
void       cs_post_preview_part_set_published (CsPostPreviewPart *self,
                                               gint64             at);

/**
 * cs_post_preview_part_set_selectable:
 *
 * Whether words of the text can be selected, by mouse and keyboard.
 */
void       cs_post_preview_part_set_selectable (CsPostPreviewPart *self,
                                                gboolean           selectable);

/**
 * cs_post_preview_part_get_selection:
 * @start: (out): characters of the text as it is written
 * @end: (out): behind the last
 *
 * Returns: whether any words are selected
 */
gboolean   cs_post_preview_part_get_selection  (CsPostPreviewPart *self,
                                                guint             *start,
                                                guint             *end);

/**
 * cs_post_preview_part_set_marks:
 * @marks: (nullable) (element-type CsPreviewMark): of any segment; those of this one are shown
 */
void       cs_post_preview_part_set_marks      (CsPostPreviewPart *self,
                                                GArray            *marks);

/**
 * cs_post_preview_part_get_place:
 * @start: characters of the text as it is written
 *
 * Where that stands, in the coordinates of @self.
 */
void       cs_post_preview_part_get_place      (CsPostPreviewPart *self,
                                                guint              start,
                                                graphene_point_t  *place);

G_END_DECLS
