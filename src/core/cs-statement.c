/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-statement.h"

#include "cs-canonical.h"

#define FORM "countersign.decision.1"

static void
append_number (GString    *json,
               const char *name,
               gint64      number)
{
  g_string_append_printf (json, "%s%" G_GINT64_FORMAT, name, number);
}

static void
append_text (GString    *json,
             const char *name,
             const char *text)
{
  g_string_append (json, name);
  cs_canonical_append_text (json, text != NULL ? text : "");
}

static void
append_digest (GString        *json,
               const char     *name,
               const CsDigest *digest)
{
  g_autofree char *hex = cs_digest_is_none (digest) ? NULL : cs_digest_to_hex (digest);

  append_text (json, name, hex);
}

/* The members are in alphabetical order in the code: that is what makes the form canonical. */
char *
cs_statement_write (const CsStatement *statement)
{
  GString *json = NULL;

  g_return_val_if_fail (statement != NULL, NULL);

  json = g_string_sized_new (512);
  append_number (json, "{\"acting_for\":", statement->acting_for);
  append_number (json, ",\"decision\":", statement->decision);
  append_digest (json, ",\"digest\":", &statement->digest);
  append_number (json, ",\"key\":", statement->key);
  append_number (json, ",\"lines\":", statement->lines);
  append_text (json, ",\"office\":", statement->office);
  append_number (json, ",\"parties\":", statement->parties);
  append_number (json, ",\"person\":", statement->person);
  append_number (json, ",\"post\":", statement->post);
  append_text (json, ",\"reason\":", statement->reason);
  append_number (json, ",\"revision\":", statement->revision);
  append_number (json, ",\"stage\":", statement->stage);
  append_text (json, ",\"stage_title\":", statement->stage_title);
  append_text (json, ",\"statement\":", FORM);
  append_number (json, ",\"takes_back\":", statement->takes_back);
  append_digest (json, ",\"ticks\":", &statement->ticks);
  append_number (json, ",\"time\":", statement->at);
  append_number (json, ",\"to_stage\":", statement->to_stage);
  append_text (json, ",\"verdict\":", statement->verdict);
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

CsDigest
cs_statement_digest_ticks (const char * const *ticks,
                           guint               n_ticks,
                           guint               ticked)
{
  static const CsDigest none;
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (n_ticks, 32); i++)
    {
      g_autofree char *normal = NULL;

      if ((ticked & 1u << i) == 0)
        continue;

      normal = g_utf8_normalize (ticks[i], -1, G_NORMALIZE_NFC);
      g_string_append (text, normal != NULL ? normal : ticks[i]);
      g_string_append_c (text, '\n');
    }

  return text->len > 0 ? cs_digest_of_bytes (text->str, text->len) : none;
}
