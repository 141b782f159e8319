/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsJsonMember:
 *
 * One member of a JSON object, as it is written: nothing is copied and no tree is made, so that a million journal entries can be read. It lends from the text.
 */
typedef struct
{
  const char *name;       /* without its quotes */
  gsize       name_size;
  const char *value;      /* a text with its quotes, an array or object with its brackets */
  gsize       value_size;
} CsJsonMember;

/**
 * cs_json_members_next:
 * @at: (inout): the text of an object at first, then where the next member begins
 * @member: (out): the member
 *
 * For journal details, which are ours: what is nested is passed over, and of what is no JSON only that reading ends. Any thread; no I/O.
 *
 * Returns: whether there was one more member
 */
gboolean cs_json_members_next        (const char         **at,
                                      CsJsonMember        *member);
gboolean cs_json_member_is           (const CsJsonMember  *member,
                                      const char          *name);

/* The whole number that it is, or 0 */
gint64   cs_json_member_get_number   (const CsJsonMember  *member);

/**
 * cs_json_member_read_text:
 * @text: what it held goes
 *
 * The text that it is, its escapes resolved, or "".
 */
void     cs_json_member_read_text    (const CsJsonMember  *member,
                                      GString             *text);

/* Of an array of whole numbers from 0 to 31: a bit for each; others are passed over */
guint32  cs_json_member_get_bits     (const CsJsonMember  *member);

/**
 * CsJsonMembers:
 *
 * All members of an object, to be asked by name. It lends from the text.
 */
typedef struct
{
  guint        n;
  CsJsonMember list[40]; /* entries of ours have fewer */
} CsJsonMembers;

/* Whether the text is one object (as far as one can tell without a parser); what is beyond the last place is passed over */
gboolean cs_json_members_read        (CsJsonMembers       *members,
                                      const char          *json);
gboolean cs_json_members_have        (const CsJsonMembers *members,
                                      const char          *name);
gint64   cs_json_members_get_number  (const CsJsonMembers *members,
                                      const char          *name,
                                      gint64               otherwise);

/* Returns: (transfer full): "" where there is no such text */
char    *cs_json_members_dup_text    (const CsJsonMembers *members,
                                      const char          *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
