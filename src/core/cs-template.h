/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-content.h"

G_BEGIN_DECLS

/* Fields in snippets and post templates: “{magnitude}”, “{震级}”. */

/* The longest name of a field, in characters; anything longer in braces is text. */
#define CS_TEMPLATE_MAX_NAME 40

typedef struct
{
  gsize start; /* of the brace, bytes */
  gsize end;   /* behind the closing brace */
} CsTemplateField;

/**
 * cs_template_find_fields:
 * @text: UTF-8
 *
 * Finds what must be filled in before a text goes out: a name of letters, digits, spaces, “-” and “_” that begins with a letter, in braces, on one
 * line. Any thread; no I/O.
 *
 * Returns: (transfer full) (element-type CsTemplateField): in order
 */
GArray    *cs_template_find_fields   (const char      *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_template_dup_name:
 *
 * Returns: (transfer full): what stands between the braces, without spaces around it
 */
char      *cs_template_dup_name      (const char            *text,
                                      const CsTemplateField *field) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_template_list_names:
 * @text: UTF-8
 *
 * Returns: (transfer full) (element-type utf8): each name once, in order
 */
GPtrArray *cs_template_list_names    (const char      *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_template_fill:
 * @values: (element-type utf8 utf8): from name to value
 *
 * Returns: (transfer full): @text with the fields replaced that have a value other than ""; the others stay as they are
 */
char      *cs_template_fill          (const char      *text,
                                      GHashTable      *values) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
