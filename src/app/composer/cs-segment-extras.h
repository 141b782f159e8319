/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-draft.h"

G_BEGIN_DECLS

/**
 * CsSegmentExtras:
 *
 * What a part may have beside text and pictures: a poll, the address of a post that it quotes, and, at the first part, of one that it answers. Shows
 * nothing until something is added.
 */
#define CS_TYPE_SEGMENT_EXTRAS (cs_segment_extras_get_type ())
G_DECLARE_FINAL_TYPE (CsSegmentExtras, cs_segment_extras, CS, SEGMENT_EXTRAS, AdwBin)

typedef enum
{
  CS_EXTRA_POLL,
  CS_EXTRA_QUOTE,
  CS_EXTRA_REPLY,
} CsExtra;

GtkWidget *cs_segment_extras_new       (CsDraft         *draft,
                                        guint            part);

/**
 * cs_segment_extras_set_part:
 * @first: whether it is the first of its thread
 */
void       cs_segment_extras_set_part  (CsSegmentExtras *self,
                                        guint            part,
                                        gboolean         first);

/**
 * cs_segment_extras_refresh:
 *
 * Shows what the draft holds now.
 */
void       cs_segment_extras_refresh   (CsSegmentExtras *self);

/**
 * cs_segment_extras_add:
 *
 * Begins one, or goes to the one that is there.
 */
void       cs_segment_extras_add       (CsSegmentExtras *self,
                                        CsExtra          extra);

/**
 * cs_segment_extras_focus:
 * @option: of a poll, from 0
 */
void       cs_segment_extras_focus     (CsSegmentExtras *self,
                                        CsExtra          extra,
                                        guint            option);

/**
 * cs_segment_extras_check:
 *
 * Marks addresses that are none on any chosen account's network; called at each change.
 */
void       cs_segment_extras_check     (CsSegmentExtras *self);

G_END_DECLS
