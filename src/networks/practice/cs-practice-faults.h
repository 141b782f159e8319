/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CS_PRACTICE_DROP_BEFORE,
  CS_PRACTICE_DROP_AFTER,
  CS_PRACTICE_FAIL,
  CS_PRACTICE_GARBAGE,
  CS_PRACTICE_KEEP,
} CsPracticeFault;
#define CS_N_PRACTICE_FAULTS (CS_PRACTICE_KEEP + 1)

/**
 * CsPracticeFaults:
 *
 * How the practice network misbehaves; see cs_practice_server_misbehave(). All zero: not at all.
 */
typedef struct
{
  guint    per_cent[CS_N_PRACTICE_FAULTS];
  guint    left[CS_N_PRACTICE_FAULTS]; /* how often it may still happen; G_MAXUINT = for ever */
  guint    rate;                       /* requests in a window; 0 = the ordinary number */
  guint    slow;                       /* milliseconds */
  gint64   media_delay;                /* milliseconds */
  gboolean no_idempotency;
  gboolean down;
} CsPracticeFaults;

/* Sets %CS_ERROR_INVALID and leaves @faults as it was. */
gboolean cs_practice_faults_parse   (const char        *text,
                                     CsPracticeFaults  *faults,
                                     GError           **error);

/* Throws the dice, and counts if it happens. */
gboolean cs_practice_faults_happens (CsPracticeFaults  *faults,
                                     CsPracticeFault    fault);

G_END_DECLS
