/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Links as networks find them; inside src/core only. */

typedef enum
{
  CS_LINKS_X,        /* also without a scheme, if the host ends in a known top-level domain */
  CS_LINKS_MASTODON, /* scheme needed; path and query take every script */
  CS_LINKS_SHOWN,    /* scheme needed; ends where Chinese or Arabic text goes on without a space */
} CsLinkRules;

typedef struct
{
  gsize start; /* bytes */
  gsize end;   /* bytes, behind the last */
} CsLink;

/**
 * cs_links_find:
 * @text: UTF-8, for %CS_LINKS_X in NFC
 *
 * Returns: (transfer full) (element-type CsLink): in order, not overlapping
 */
GArray *cs_links_find (const char  *text,
                       CsLinkRules  rules) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
