/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-text.h"

G_BEGIN_DECLS

/**
 * CsTarget:
 *
 * What the checks need to know of an account: its network's limits.
 */
typedef struct
{
  gint64       account;
  CsTextLimits limits;
  guint        max_media; /* pictures in one segment */
  guint        max_alt;   /* characters of alt text */
  const char  *name;      /* of the account, for people; lent, NULL where nobody reads it */
} CsTarget;

G_END_DECLS
