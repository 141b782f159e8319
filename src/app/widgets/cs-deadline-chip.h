/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-enums.h"

G_BEGIN_DECLS

/**
 * CsDeadlineChip:
 *
 * Until when a post must be signed, or when it goes out, with the time left as a thin ring. Keeps itself up to date. Hidden for posts that have no time, or are done.
 */
#define CS_TYPE_DEADLINE_CHIP (cs_deadline_chip_get_type ())
G_DECLARE_FINAL_TYPE (CsDeadlineChip, cs_deadline_chip, CS, DEADLINE_CHIP, AdwBin)

/**
 * CsDeadlineTimes:
 *
 * What a chip tells of. Moments are UTC microseconds.
 */
typedef struct
{
  CsPostState state;
  gint64      release_at; /* 0 = as soon as it is signed */
  gint64      opened_at;  /* when the open stage opened, 0 = not known */
  gint64      due_at;     /* until when it must be decided, 0 = the stage has no clock: the release time stands for it */
} CsDeadlineTimes;

GtkWidget *cs_deadline_chip_new (void);

/**
 * cs_deadline_chip_set:
 * @release_at: UTC microseconds; 0 = as soon as it is signed
 * @zone: in which the time was chosen, IANA name
 */
void       cs_deadline_chip_set (CsDeadlineChip *self,
                                 gint64          release_at,
                                 const char     *zone,
                                 CsPostState     state);

/**
 * cs_deadline_chip_set_due:
 * @opened_at: when the open stage opened
 * @due_at: until when it must be decided; 0 = it has no clock
 * @explanation: (nullable): how that was worked out: the tooltip says it
 *
 * The open stage's own clock, beside what cs_deadline_chip_set() was told.
 */
void       cs_deadline_chip_set_due (CsDeadlineChip *self,
                                     gint64          opened_at,
                                     gint64          due_at,
                                     const char     *explanation);

/**
 * cs_deadline_chip_set_long:
 *
 * Where there is room: “sign by today 15:40 to make 16:00”.
 */
void       cs_deadline_chip_set_long (CsDeadlineChip *self,
                                      gboolean        is_long);

/**
 * cs_deadline_describe:
 * @colour: (out): the CSS class of the colour in which it is said
 * @left: (out): how much of the ring is left, 0 … 1
 *
 * Returns: (transfer full) (nullable): what the chip says; %NULL = nothing
 */
char      *cs_deadline_describe  (const CsDeadlineTimes  *times,
                                  gint64                  now,
                                  const char            **colour,
                                  double                 *left) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_deadline_draw_ring:
 *
 * Draws the ring of the time that is left into a square at 0, 0.
 */
void       cs_deadline_draw_ring (cairo_t                *cr,
                                  int                     side,
                                  const GdkRGBA          *colour,
                                  double                  left);

G_END_DECLS
