/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-json-members.h"

#include <string.h>

#define SPACE " \t\r\n"

/* @at stands on the opening quote; returns what follows the closing one, or NULL. */
static const char *
skip_string (const char *at)
{
  for (at++; *at != '"'; at++)
    {
      if (*at == '\\')
        at++;
      if (*at == '\0')
        return NULL;
    }

  return at + 1;
}

/* Brackets are counted, not matched: whoever wrote the text wrote JSON. */
static const char *
skip_value (const char *at)
{
  guint depth = 0;

  do
    {
      if (*at == '"')
        {
          if ((at = skip_string (at)) == NULL)
            return NULL;
          continue;
        }

      if (*at == '\0')
        return NULL;
      if (*at == '{' || *at == '[')
        depth++;
      else if (*at == '}' || *at == ']')
        depth--;
      at++;
    }
  while (depth > 0 || strchr (",}]" SPACE, *at) == NULL);

  return at;
}

gboolean
cs_json_members_next (const char  **at,
                      CsJsonMember *member)
{
  const char *here;

  g_return_val_if_fail (at != NULL && *at != NULL && member != NULL, FALSE);

  here = *at + strspn (*at, SPACE "{,");
  if (*here != '"')
    return FALSE;

  member->name = here + 1;
  if ((here = skip_string (here)) == NULL)
    return FALSE;

  member->name_size = (gsize) (here - 1 - member->name);
  here += strspn (here, SPACE);
  if (*here != ':')
    return FALSE;

  member->value = here + 1 + strspn (here + 1, SPACE);
  if (strchr (",}]", *member->value) != NULL || (here = skip_value (member->value)) == NULL)
    return FALSE;

  member->value_size = (gsize) (here - member->value);
  *at = here;
  return TRUE;
}

gboolean
cs_json_member_is (const CsJsonMember *member,
                   const char         *name)
{
  return strlen (name) == member->name_size && memcmp (name, member->name, member->name_size) == 0;
}

gint64
cs_json_member_get_number (const CsJsonMember *member)
{
  return g_ascii_isdigit (*member->value) || *member->value == '-' ? g_ascii_strtoll (member->value, NULL, 10) : 0;
}

/* The four digits at @at, or 0; @end is behind the text. */
static gunichar
read_unit (const char *at,
           const char *end)
{
  gunichar unit = 0;

  for (guint i = 0; i < 4; i++)
    {
      if (at + i >= end || !g_ascii_isxdigit (at[i]))
        return 0;
      unit = unit << 4 | (gunichar) g_ascii_xdigit_value (at[i]);
    }

  return unit;
}

/* @at stands on the first digit; returns what follows the escape, both halves of a pair. */
static const char *
append_unicode (GString    *text,
                const char *at,
                const char *end)
{
  gunichar unit = read_unit (at, end);
  gunichar low = 0;

  at = MIN (at + 4, end);
  if (unit >= 0xd800 && unit < 0xdc00 && at + 2 < end && at[0] == '\\' && at[1] == 'u')
    low = read_unit (at + 2, end);
  if (low >= 0xdc00 && low < 0xe000)
    {
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
      at += 6;
    }

  g_string_append_unichar (text, unit != 0 && g_unichar_validate (unit) ? unit : 0xfffd);
  return at;
}

void
cs_json_member_read_text (const CsJsonMember *member,
                          GString            *text)
{
  static const char escapes[] = "bfnrt";
  static const char meant[] = "\b\f\n\r\t";
  const char *end = member->value + member->value_size - 1; /* the closing quote */

  g_string_truncate (text, 0);
  if (*member->value != '"')
    return;

  for (const char *at = member->value + 1; at < end;)
    {
      gsize plain = 0;
      const char *escape;

      while (at + plain < end && at[plain] != '\\')
        plain++;
      g_string_append_len (text, at, (gssize) plain);
      at += plain;
      if (at >= end)
        break;

      if (at[1] == 'u')
        {
          at = append_unicode (text, at + 2, end);
          continue;
        }

      escape = strchr (escapes, at[1]);
      g_string_append_c (text, escape != NULL ? meant[escape - escapes] : at[1]);
      at += 2;
    }
}

guint32
cs_json_member_get_bits (const CsJsonMember *member)
{
  const char *end = member->value + member->value_size;
  guint32 bits = 0;

  if (*member->value != '[')
    return 0;

  for (const char *at = member->value + 1; at < end; at++)
    {
      char *behind = NULL;
      guint64 number;

      if (!g_ascii_isdigit (*at))
        continue;
      number = g_ascii_strtoull (at, &behind, 10);
      if (number < 32)
        bits |= 1u << number;
      at = behind - 1;
    }

  return bits;
}

gboolean
cs_json_members_read (CsJsonMembers *members,
                      const char    *json)
{
  const char *at = json;
  CsJsonMember member;

  g_return_val_if_fail (members != NULL && json != NULL, FALSE);

  members->n = 0;
  at += strspn (at, SPACE);
  if (*at != '{')
    return FALSE;

  while (cs_json_members_next (&at, &member))
    if (members->n < G_N_ELEMENTS (members->list))
      members->list[members->n++] = member;

  at += strspn (at, SPACE "{"); /* of one without members */
  if (*at != '}')
    return FALSE;
  return at[1 + strspn (at + 1, SPACE)] == '\0';
}

static const CsJsonMember *
find_member (const CsJsonMembers *members,
             const char          *name)
{
  for (guint i = 0; i < members->n; i++)
    if (cs_json_member_is (&members->list[i], name))
      return &members->list[i];

  return NULL;
}

gboolean
cs_json_members_have (const CsJsonMembers *members,
                      const char          *name)
{
  return find_member (members, name) != NULL;
}

gint64
cs_json_members_get_number (const CsJsonMembers *members,
                            const char          *name,
                            gint64               otherwise)
{
  const CsJsonMember *member = find_member (members, name);

  return member != NULL ? cs_json_member_get_number (member) : otherwise;
}

char *
cs_json_members_dup_text (const CsJsonMembers *members,
                          const char          *name)
{
  const CsJsonMember *member = find_member (members, name);
  GString *text;

  if (member == NULL)
    return g_strdup ("");

  text = g_string_sized_new (member->value_size);
  cs_json_member_read_text (member, text);
  return g_string_free (text, FALSE);
}
