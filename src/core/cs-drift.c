/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-drift.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "cs-canonical.h"

#define MAX_TEXT (32 * 1024) /* bytes */
#define MAX_ALT (12 * 1024)
#define MAX_ALTS 20
#define MAX_KEPT (512 * 1024)

CsDrift *
cs_drift_new (void)
{
  CsDrift *drift = g_new0 (CsDrift, 1);

  drift->n_media = -1;

  return drift;
}

static void
alt_free (gpointer data)
{
  CsDriftAlt *alt = data;

  g_free (alt->text);
  g_free (alt);
}

void
cs_drift_free (CsDrift *drift)
{
  if (drift == NULL)
    return;

  g_free (drift->text);
  g_free (drift->warning);
  g_free (drift->audience);
  g_clear_pointer (&drift->alts, g_ptr_array_unref);
  g_free (drift);
}

gboolean
cs_drift_is_empty (const CsDrift *drift)
{
  g_return_val_if_fail (drift != NULL, TRUE);

  return drift->text == NULL && drift->warning == NULL && drift->audience == NULL && drift->n_media < 0 && drift->alts == NULL;
}

/* At the border of a character, and so that one sees it. */
static char *
shorten (const char *text,
         gsize       most)
{
  const char *end = text + most;

  if (strlen (text) <= most)
    return g_strdup (text);

  while (end > text && ((guchar) *end & 0xc0) == 0x80)
    end--;

  return g_strdup_printf ("%.*s…", (int) (end - text), text);
}

static void
set (char       **field,
     const char  *text,
     gsize        most)
{
  g_free (*field);
  *field = shorten (text, most);
}

void
cs_drift_set_text (CsDrift    *drift,
                   const char *text)
{
  if (drift != NULL)
    set (&drift->text, text, MAX_TEXT);
}

void
cs_drift_set_warning (CsDrift    *drift,
                      const char *warning)
{
  if (drift != NULL)
    set (&drift->warning, warning, MAX_ALT);
}

void
cs_drift_set_audience (CsDrift    *drift,
                       const char *audience)
{
  if (drift != NULL)
    set (&drift->audience, audience, 64);
}

void
cs_drift_set_n_media (CsDrift *drift,
                      guint    n_media)
{
  if (drift != NULL)
    drift->n_media = (int) MIN (n_media, 1000);
}

void
cs_drift_add_alt (CsDrift    *drift,
                  guint       picture,
                  const char *text)
{
  CsDriftAlt *alt;

  if (drift == NULL || (drift->alts != NULL && drift->alts->len == MAX_ALTS))
    return;

  if (drift->alts == NULL)
    drift->alts = g_ptr_array_new_with_free_func (alt_free);
  alt = g_new0 (CsDriftAlt, 1);
  alt->picture = picture;
  alt->text = shorten (text, MAX_ALT);
  g_ptr_array_add (drift->alts, alt);
}

/* --- as it is kept --- */

static void
write_text (GString    *json,
            const char *name,
            const char *text)
{
  if (text == NULL)
    return;

  g_string_append_printf (json, "%c\"%s\":", json->len == 0 ? '{' : ',', name);
  cs_canonical_append_text (json, text);
}

static void
write_alts (GString   *json,
            GPtrArray *alts)
{
  if (alts == NULL)
    return;

  g_string_append_printf (json, "%c\"alts\":[", json->len == 0 ? '{' : ',');
  for (guint i = 0; i < alts->len; i++)
    {
      const CsDriftAlt *alt = g_ptr_array_index (alts, i);

      g_string_append_printf (json, "%s{\"picture\":%u,\"text\":", i > 0 ? "," : "", alt->picture);
      cs_canonical_append_text (json, alt->text);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

char *
cs_drift_to_text (const CsDrift *drift)
{
  GString *json = g_string_new (NULL);

  g_return_val_if_fail (drift != NULL, g_string_free (json, FALSE));

  write_alts (json, drift->alts);
  write_text (json, "audience", drift->audience);
  if (drift->n_media >= 0)
    g_string_append_printf (json, "%c\"media\":%d", json->len == 0 ? '{' : ',', drift->n_media);
  write_text (json, "text", drift->text);
  write_text (json, "warning", drift->warning);
  if (json->len > 0)
    g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/* @otherwise: where there is no number, or none that can be */
static int
get_number (JsonObject *object,
            const char *name,
            int         otherwise)
{
  JsonNode *node = json_object_get_member (object, name);
  gint64 number = node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : -1;

  return number >= 0 && number <= 1000 ? (int) number : otherwise;
}

static void
read_alts (CsDrift    *drift,
           JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "alts");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *alt = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;

      if (alt != NULL && get_number (alt, "picture", -1) >= 0 && get_text (alt, "text") != NULL)
        cs_drift_add_alt (drift, (guint) get_number (alt, "picture", 0), get_text (alt, "text"));
    }
}

CsDrift *
cs_drift_parse (const char *text)
{
  CsDrift *drift = cs_drift_new ();
  g_autoptr(JsonParser) parser = NULL;
  JsonNode *root;
  JsonObject *object;

  if (*text == '\0' || strlen (text) > MAX_KEPT || !g_utf8_validate (text, -1, NULL))
    return drift;
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, -1, NULL) || !(root = json_parser_get_root (parser)) || !JSON_NODE_HOLDS_OBJECT (root))
    return drift;

  object = json_node_get_object (root);
  read_alts (drift, object);
  if (get_text (object, "audience") != NULL)
    cs_drift_set_audience (drift, get_text (object, "audience"));
  drift->n_media = get_number (object, "media", -1);
  if (get_text (object, "text") != NULL)
    cs_drift_set_text (drift, get_text (object, "text"));
  if (get_text (object, "warning") != NULL)
    cs_drift_set_warning (drift, get_text (object, "warning"));

  return drift;
}

/* --- in words --- */

const char *
cs_drift_sentence (const char *result)
{
  static const struct { const char *result; const char *sentence; } sentences[] = {
    { "text", N_("The text there is not what was signed.") },
    { "alt", N_("An alt text there is not what was signed.") },
    { "media", N_("The pictures there are not what was signed.") },
    { "visibility", N_("It is visible to others than was signed.") },
    { "gone", N_("It is no longer there.") },
    { "poll", N_("The poll there is not what was signed.") },
    { "quote", N_("It does not quote or pass on the post that was signed.") },
    { "thread", N_("It does not answer the post that was signed.") },
    { "warning", N_("The content warning there is not what was signed.") },
    { "language", N_("The language told there is not what was signed.") },
    { "replies", N_("Others may reply than was signed.") },
    { "quotes", N_("Others may quote it than was signed.") },
  };

  if (*result == '\0' || g_str_equal (result, "same"))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_str_equal (sentences[i].result, result))
      return _(sentences[i].sentence);

  return _("What is there is not what was signed.");
}
