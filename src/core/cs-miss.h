/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cs-enums.h"
#include "cs-error.h"

G_BEGIN_DECLS

/**
 * CsMissReason:
 *
 * Why something was not out a minute after its time.
 */
typedef enum
{
  CS_MISS_NONE,
  CS_MISS_UNKNOWN,      /* it may be out: its outcome is not known */
  CS_MISS_FROZEN,       /* the queue is frozen */
  CS_MISS_PREVIOUS,     /* the part of the thread before it is not out */
  CS_MISS_LOGIN,        /* the network does not let us in */
  CS_MISS_CREDIT,       /* the network wants to be paid */
  CS_MISS_REFUSED,      /* the network, or we ourselves, said no for good */
  CS_MISS_RATE_LIMIT,   /* the network asks to wait */
  CS_MISS_OFFLINE,      /* the network cannot be reached */
  CS_MISS_MEDIA,        /* a picture or film is not ready there */
  CS_MISS_ASLEEP,       /* the computer slept */
  CS_MISS_NOT_RUNNING,  /* nothing that publishes was running */
  CS_MISS_CLOCK,        /* the clock was set forward over it */
  CS_MISS_BUSY,         /* none of these: it is just slow */
  CS_MISS_CERTIFICATE,  /* the server could not prove that it is the right one */
  CS_MISS_KEYRING,      /* where the login is kept is closed */
} CsMissReason;
#define CS_N_MISS_REASONS (CS_MISS_KEYRING + 1)

/**
 * CsMissFacts:
 *
 * What is known of a publication that is late.
 */
typedef struct
{
  CsPublicationState state;
  CsError            error;       /* that its last try left */
  gboolean           tried;       /* whether @error means anything */
  gboolean           frozen;
  gboolean           waits;       /* for the segment before */
  gboolean           walled;      /* by a limit of the network */
  gboolean           media_ready;
  gboolean           slept;       /* over its time, each of these three */
  gboolean           not_running;
  gboolean           clock_jumped;
} CsMissFacts;

/* The one that a person can do most about. Pure. */
CsMissReason cs_miss_find      (const CsMissFacts *facts);

/* Returns: "", "unknown", "frozen", …; static. Stored: they never change */
const char  *cs_miss_nick      (CsMissReason       reason);

/* CS_MISS_NONE for what is none */
CsMissReason cs_miss_from_nick (const char        *nick);

/* Returns: the reason in a sentence, translated, static; "" for none */
const char  *cs_miss_sentence  (CsMissReason       reason);

G_END_DECLS
