/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-facts.h"
#include "cs-cli.h"
#include "cs-replies.h"
#include "cs-time.h"

/* Answers for a person: lists as tables, a post as a short sheet, the rest as name and value. */

#define MAX_CELL 60 /* columns of the terminal */

static guint
measure (const char *text)
{
  guint width = 0;

  for (const char *at = text; *at; at = g_utf8_next_char (at))
    width += g_unichar_iszerowidth (g_utf8_get_char (at)) ? 0 : g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return width;
}

static char *
shorten (const char *text)
{
  g_autoptr(GString) cell = g_string_new (NULL);
  guint width = 0;

  for (const char *at = text; *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      width += g_unichar_iswide (c) ? 2 : 1;
      if (width > MAX_CELL)
        {
          g_string_append (cell, "…");
          break;
        }
      g_string_append_unichar (cell, c < 0x20 ? ' ' : c);
    }

  return g_string_free (g_steal_pointer (&cell), FALSE);
}

static gboolean
is_time (const char *member)
{
  return g_str_has_suffix (member, "_at") || g_str_equal (member, "at");
}

static char *
format_roles (CsRoles roles)
{
  g_autoptr(GPtrArray) labels = g_ptr_array_new ();

  for (guint role = 1; role != 0 && role <= roles; role <<= 1)
    if (roles & role)
      g_ptr_array_add (labels, (char *) cs_role_label (role));
  g_ptr_array_add (labels, NULL);

  return g_strjoinv (C_("list of names", ", "), (char **) labels->pdata);
}

/* The words for a value that JSON has as a nick; NULL if it is none. */
static char *
format_nick (const char *member,
             const char *nick)
{
  CsPostState post;
  CsPublicationState publication;
  CsNetworkKind network;
  CsRoles roles;

  if (g_str_equal (member, "state") && cs_post_state_from_nick (nick, &post))
    return g_strdup (cs_post_state_label (post));
  if (g_str_equal (member, "state") && cs_publication_state_from_nick (nick, &publication))
    return g_strdup (cs_publication_state_label (publication));
  if (g_str_equal (member, "network") && cs_network_kind_from_nick (nick, &network))
    return g_strdup (cs_network_kind_label (network));
  if (g_str_equal (member, "roles") && cs_roles_from_string (nick, &roles, NULL))
    return format_roles (roles);

  return NULL;
}

static char *
format_value (JsonObject *row,
              const char *member)
{
  JsonNode *node = json_object_get_member (row, member);
  char *words = NULL;

  if (!node || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (!JSON_NODE_HOLDS_VALUE (node))
    return json_to_string (node, FALSE);
  if (json_node_get_value_type (node) == G_TYPE_STRING && (words = format_nick (member, json_node_get_string (node))))
    return words;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return shorten (json_node_get_string (node));
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? _("yes") : _("no"));
  if (is_time (member))
    return json_node_get_int (node) ? cs_time_format_iso (json_node_get_int (node)) : g_strdup ("");
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
}

static void
print_cell (const char *text,
            guint       width,
            gboolean    last)
{
  g_print ("%s", text);
  if (last)
    g_print ("\n");
  else
    g_print ("%*s", (int) (width - measure (text) + 2), "");
}

void
cs_cli_print_table (JsonArray          *rows,
                    const char * const *columns)
{
  guint n_columns = g_strv_length ((char **) columns) / 2;
  guint n_rows = rows ? json_array_get_length (rows) : 0;
  g_autofree guint *widths = g_new0 (guint, n_columns);

  for (guint c = 0; c < n_columns; c++)
    widths[c] = measure (columns[2 * c]);
  for (guint r = 0; r < n_rows; r++)
    for (guint c = 0; c < n_columns; c++)
      {
        g_autofree char *text = format_value (cs_json_get_element (rows, r), columns[2 * c + 1]);

        widths[c] = MAX (widths[c], measure (text));
      }

  for (guint c = 0; c < n_columns; c++)
    print_cell (columns[2 * c], widths[c], c + 1 == n_columns);
  for (guint r = 0; r < n_rows; r++)
    for (guint c = 0; c < n_columns; c++)
      {
        g_autofree char *text = format_value (cs_json_get_element (rows, r), columns[2 * c + 1]);

        print_cell (text, widths[c], c + 1 == n_columns);
      }
}

static void
print_posts (JsonArray *posts)
{
  const char * const columns[] = {
    _("Id"), "id", _("State"), "state", _("Stage"), "stage_title", _("Release"), "release_at",
    _("Author"), "author_name", _("Text"), "excerpt", NULL,
  };

  cs_cli_print_table (posts, columns);
}

static void
print_publications (JsonArray *publications)
{
  const char * const columns[] = {
    _("Id"), "id", _("Post"), "post", _("State"), "state", _("Due"), "due_at", _("Tries"), "attempts",
    _("Address"), "remote_url", _("Error"), "error_detail", NULL,
  };

  cs_cli_print_table (publications, columns);
}

static void
print_journal (JsonObject *reply)
{
  g_autoptr(GPtrArray) entries = cs_reply_read_journal (reply);

  for (guint i = 0; i < entries->len; i++)
    {
      const CsJournalInfo *entry = g_ptr_array_index (entries, i);
      g_autofree char *at = cs_time_format_iso (entry->at);

      g_print ("%6" G_GINT64_FORMAT "  %s  %s\n", entry->sequence, at, entry->sentence);
    }
}

static void
print_named (const char *name,
             const char *value)
{
  /* Translators: a name such as “Author”, and what it is. */
  g_print (_("%s: %s\n"), name, value);
}

static void
print_names (const char *label,
             char      **names)
{
  g_autofree char *joined = g_strjoinv (C_("list of names", ", "), names);

  if (*joined)
    print_named (label, joined);
}

static const char *
get_verdict_label (CsVerdict verdict)
{
  switch (verdict)
    {
    case CS_VERDICT_APPROVE:
      return C_("verdict", "approved");
    case CS_VERDICT_RETURN:
      return C_("verdict", "returned");
    case CS_VERDICT_REJECT:
      return C_("verdict", "rejected");
    case CS_VERDICT_TAKE_BACK:
      return C_("verdict", "took back");
    }

  g_return_val_if_reached ("");
}

static void
print_decisions (const CsSheetInfo *sheet)
{
  for (guint i = 0; i < sheet->decisions->len; i++)
    {
      const CsDecisionInfo *decision = g_ptr_array_index (sheet->decisions, i);
      g_autofree char *at = cs_time_format_iso (decision->at);

      g_print ("  %s  %s  %s  %s%s %s\n", at, decision->stage_title, decision->person_name,
               get_verdict_label (decision->verdict), decision->counts ? "" : _(" (no longer counts)"),
               decision->reason);
    }
}

static void
print_segments (const CsContent *content)
{
  g_autoptr(GPtrArray) facts = cs_content_list_facts (content, NULL, NULL);

  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      const CsSegment *segment = cs_content_get_part (content, i);
      g_autofree char *place = cs_content_name_part (content, i);

      if (*place)
        g_print ("\n[%s]", place);
      g_print ("\n%s\n", segment->text);
      for (guint j = 0; j < segment->media->len; j++)
        {
          const CsMediaItem *item = cs_segment_get_media (segment, j);

          g_print ("  [%s %d×%d] %s\n", item->mime_type, item->width, item->height, item->alt_text);
        }
    }
  for (guint i = 0; i < facts->len; i++)
    g_print ("%s%s\n", i == 0 ? "\n" : "", ((const CsFact *) g_ptr_array_index (facts, i))->text);
  g_print ("\n");
}

static void
print_sheet (JsonObject *reply)
{
  g_autoptr(CsSheetInfo) sheet = cs_reply_read_sheet (reply);
  g_autofree char *digest = cs_digest_to_hex (&sheet->digest);

  g_print (_("Post %d: %s"), (int) sheet->post->id, cs_post_state_label (sheet->post->state));
  if (*sheet->post->stage_title)
    g_print (" (%s)", sheet->post->stage_title);
  g_print ("\n");
  print_named (_("Author"), sheet->post->author_name);
  if (*sheet->post->section_name)
    print_named (_("Section"), sheet->post->section_name);
  if (sheet->post->release_at)
    {
      g_autofree char *at = cs_time_format_full (sheet->post->release_at, sheet->post->zone);

      print_named (_("Release"), at);
    }
  if (sheet->revision_number)
    g_print (_("Version %u, digest %s\n"), sheet->revision_number, digest);
  print_segments (sheet->content);
  if (*sheet->return_reason)
    print_named (_("Returned because"), sheet->return_reason);
  print_names (_("Contributors"), sheet->contributors);
  print_names (_("May decide now"), sheet->who_may);
  print_decisions (sheet);
  if (sheet->publications->len > 0)
    print_publications (cs_json_get_array (reply, "publications"));
}

static void
print_verification (JsonObject *reply)
{
  gint64 n_entries = 0;
  g_auto(GStrv) findings = cs_reply_read_findings (reply, &n_entries);

  for (guint i = 0; findings[i]; i++)
    g_print ("%s\n", findings[i]);

  if (findings[0])
    g_print (ngettext ("The record does not hold: %u place.\n", "The record does not hold: %u places.\n",
                       g_strv_length (findings)), g_strv_length (findings));
  else
    g_print (_("All holds. Journal entries: %d, versions: %d, decisions: %d, signatures: %d, checkpoints: %d, pictures: %d.\n"), (int) n_entries,
             (int) cs_json_get_int64 (reply, "n_revisions"), (int) cs_json_get_int64 (reply, "n_decisions"),
             (int) cs_json_get_int64 (reply, "n_signatures"), (int) cs_json_get_int64 (reply, "n_checkpoints"),
             (int) cs_json_get_int64 (reply, "n_media"));
}

static void
print_members (JsonObject *reply)
{
  g_autoptr(GList) members = json_object_get_members (reply);

  for (GList *at = members; at; at = at->next)
    {
      g_autofree char *value = format_value (reply, at->data);

      g_print ("%s: %s\n", (const char *) at->data, value);
    }
}

static void
print_desk (JsonObject *reply)
{
  static const struct
  {
    const char *member;
    const char *heading;
  } groups[] = {
    { "waiting", N_("Waiting for you") },
    { "late", N_("Late or at risk") },
    { "next", N_("Going out next") },
    { "mine", N_("You are waiting for") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      JsonArray *posts = cs_json_get_array (reply, groups[i].member);

      if (!posts || json_array_get_length (posts) == 0)
        continue;
      g_print ("%s\n", _(groups[i].heading));
      print_posts (posts);
      g_print ("\n");
    }
}

static gboolean
print_list (JsonObject *reply)
{
  const char * const people[] = {
    _("Id"), "id", _("Login"), "login", C_("of a person", "Name"), "name", _("Roles"), "roles", _("Section"), "section_name",
    _("Retired"), "retired", NULL,
  };
  const char * const sections[] = { _("Id"), "id", _("Name"), "name", _("Retired"), "retired", NULL };
  const char * const accounts[] = {
    _("Id"), "id", _("Network"), "network", _("Account"), "handle", _("Server"), "address", _("Health"), "health", NULL,
  };
  const char * const checks[] = {
    _("Missing"), "kind", _("Segment"), "segment", _("Picture"), "media", _("Account"), "account",
    _("Too much"), "excess", NULL,
  };

  if (json_object_has_member (reply, "posts"))
    print_posts (cs_json_get_array (reply, "posts"));
  else if (json_object_has_member (reply, "entries"))
    print_journal (reply);
  else if (json_object_has_member (reply, "people"))
    cs_cli_print_table (cs_json_get_array (reply, "people"), people);
  else if (json_object_has_member (reply, "sections"))
    cs_cli_print_table (cs_json_get_array (reply, "sections"), sections);
  else if (json_object_has_member (reply, "accounts"))
    cs_cli_print_table (cs_json_get_array (reply, "accounts"), accounts);
  else if (json_object_has_member (reply, "checks"))
    cs_cli_print_table (cs_json_get_array (reply, "checks"), checks);
  else if (json_object_has_member (reply, "publications"))
    print_publications (cs_json_get_array (reply, "publications"));
  else
    return FALSE;

  return TRUE;
}

void
cs_cli_print_reply (CsCli      *cli,
                    const char *operation,
                    JsonObject *reply)
{
  if (cli->json)
    {
      g_autofree char *text = cs_json_write (reply);

      g_print ("%s\n", text);
    }
  else if (json_object_has_member (reply, "post") && json_object_has_member (reply, "stages"))
    {
      print_sheet (reply);
    }
  else if (json_object_has_member (reply, "findings"))
    {
      print_verification (reply);
    }
  else if (json_object_has_member (reply, "waiting"))
    {
      print_desk (reply);
    }
  else if (!print_list (reply))
    {
      print_members (reply);
    }
}
