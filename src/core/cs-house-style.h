/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-colour.h"
#include "cs-digest.h"

G_BEGIN_DECLS

/* Bounds, in characters. */
#define CS_HOUSE_STYLE_MAX_NAME 60
#define CS_HOUSE_STYLE_MAX_FOOTER 100
#define CS_HOUSE_STYLE_MAX_TYPEFACE 60

/* Longest JSON form that is read, bytes. */
#define CS_HOUSE_STYLE_MAX_JSON 4096

/**
 * CsHouseStyle:
 *
 * One look across all pictures of an office.
 */
typedef struct
{
  char     *name;    /* the name line, "" = none; all strings owned, UTF-8 in NFC, never NULL */
  char     *footer;  /* an address of the web or the like, "" = none */
  CsDigest  logo;    /* a picture among the media; none = no logo */
  CsColour  ground;
  CsColour  ink;
  CsColour  accent;
  char     *latin;   /* typefaces by the name of their family */
  char     *chinese;
  char     *arabic;
} CsHouseStyle;

/* Returns: (transfer full): what holds where an office has set nothing. The values never change: they are left out of the canonical form. */
CsHouseStyle *cs_house_style_new   (void) G_GNUC_WARN_UNUSED_RESULT;
CsHouseStyle *cs_house_style_copy  (const CsHouseStyle *style) G_GNUC_WARN_UNUSED_RESULT;
void          cs_house_style_free  (CsHouseStyle       *style);
gboolean      cs_house_style_equal (const CsHouseStyle *one,
                                    const CsHouseStyle *other);

/**
 * cs_house_style_check:
 *
 * Whether pictures in this style can be read: ink on ground at least 4.5 : 1, accent on ground at least 3 : 1 (WCAG 2.2, 1.4.3 and 1.4.11), texts within
 * their bounds, typefaces named.
 * Sets %CS_ERROR_LOW_CONTRAST or %CS_ERROR_INVALID.
 */
gboolean      cs_house_style_check (const CsHouseStyle *style,
                                    GError            **error);

/**
 * cs_house_style_parse:
 * @json: an object with any of accent, arabic, chinese, footer, ground, ink, latin, logo, name
 *
 * Absent members take their defaults, unknown ones are refused. Sets %CS_ERROR_INVALID or %CS_ERROR_TOO_LARGE.
 */
CsHouseStyle *cs_house_style_parse (const char         *json,
                                    GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same of an object; @where names it in the error's message. */
CsHouseStyle *cs_house_style_read  (JsonObject         *object,
                                    const char         *where,
                                    GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* Appends the canonical form: members in alphabetical order, those with their default left out. */
void          cs_house_style_append (GString            *json,
                                     const CsHouseStyle *style);

/* Returns: (transfer full): the canonical form */
char         *cs_house_style_to_json (const CsHouseStyle *style) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsHouseStyle, cs_house_style_free)

G_END_DECLS
