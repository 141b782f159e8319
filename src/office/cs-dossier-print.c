/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-comment-rows.h"
#include "cs-dossier-rows.h"
#include "cs-dossier.h"
#include "cs-drift.h"
#include "cs-key-rows.h"
#include "cs-media-files.h"
#include "cs-publication-rows.h"
#include "cs-read-back-rows.h"
#include "cs-signature-rows.h"
#include "cs-time.h"

/* What stands in the PDF of a dossier. */

#define MAX_DRIFT 600 /* characters */

static GBytes *
load_picture (const CsDigest *digest,
              gpointer        data)
{
  const CsDossier *dossier = data;

  return cs_media_files_get (dossier->call->folder, digest, NULL);
}

static char *
name_account (gint64   account,
              gpointer data)
{
  const CsDossier *dossier = data;

  return cs_evidence_name_account (dossier->call, account);
}

static const CsRevisionRow *
find_revision (const CsDossier *dossier,
               gint64           id)
{
  for (guint i = 0; i < dossier->revisions->len; i++)
    {
      const CsRevisionRow *revision = g_ptr_array_index (dossier->revisions, i);

      if (revision->id == id)
        return revision;
    }

  return NULL;
}

/* --- facts --- */

static void
add_time (CsDossierPaper *paper,
          const char     *name,
          gint64          at)
{
  g_autofree char *text = at ? cs_time_format_full (at, paper->zone) : NULL;

  if (text)
    cs_dossier_paper_add_fact (paper, name, text);
}

static char *
name_contributors (const CsDossier *dossier)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < dossier->contributors->len; i++)
    {
      gint64 person = g_array_index (dossier->contributors, CsContributorRow, i).person;

      g_ptr_array_add (names, (gpointer) cs_names_get_person (dossier->names, person));
    }

  g_ptr_array_add (names, NULL);
  /* Translators: stands between the names of people. */
  return g_strjoinv (C_("between names", ", "), (char **) names->pdata);
}

static void
add_labels (const CsDossier *dossier,
            CsDossierPaper  *paper)
{
  g_autofree char *labels = cs_labels_describe (dossier->post->labels);

  if (*labels)
    cs_dossier_paper_add_fact (paper, _("Labels"), labels);
  if (dossier->post->emergency)
    cs_dossier_paper_add_fact (paper, _("Emergency"), _("It went by the emergency lane."));
}

static void
add_facts (const CsDossier *dossier,
           CsDossierPaper  *paper)
{
  const CsPostRow *post = dossier->post;
  const CsCall *call = dossier->call;
  const char *section = cs_names_get_section (dossier->names, post->section);
  g_autofree char *contributors = name_contributors (dossier);
  /* Translators: the name of a route, and its version. */
  g_autofree char *route = g_strdup_printf (_("%s, version %u"), dossier->rows->route->name, dossier->rows->route->version);
  g_autofree char *exported = cs_time_format_full (call->now, paper->zone);
  /* Translators: who exported, and when. */
  g_autofree char *by = g_strdup_printf (_("%1$s, %2$s"), call->actor->name, exported);

  cs_dossier_paper_add_fact (paper, C_("post", "State"), cs_post_state_label (post->state));
  cs_dossier_paper_add_fact (paper, _("Author"), cs_names_get_person (dossier->names, post->author));
  cs_dossier_paper_add_fact (paper, _("Written by"), contributors);
  cs_dossier_paper_add_fact (paper, _("Section"), *section ? section : _("The whole office"));
  add_labels (dossier, paper);
  cs_dossier_paper_add_fact (paper, _("Route"), route);
  add_time (paper, _("Begun"), post->made_at);
  if (post->release == CS_RELEASE_AT_TIME)
    add_time (paper, _("Release time"), post->release_at);
  else
    cs_dossier_paper_add_fact (paper, _("Release time"), _("As soon as it is signed"));
  cs_dossier_paper_add_fact (paper, _("Exported by"), by);
  if (call->office->practice)
    cs_dossier_paper_add_fact (paper, _("Practice"), _("This comes from a practice office: nothing of it was public."));
}

/* --- versions and decisions --- */

static void
add_versions (const CsDossier *dossier,
              CsDossierPaper  *paper)
{
  for (guint i = 0; i < dossier->revisions->len; i++)
    {
      const CsRevisionRow *revision = g_ptr_array_index (dossier->revisions, i);
      CsPaperVersion *version = g_new0 (CsPaperVersion, 1);

      version->number = revision->number;
      version->digest = revision->digest;
      version->author = g_strdup (cs_names_get_person (dossier->names, revision->author));
      version->at = revision->made_at;
      version->content = cs_content_copy (g_ptr_array_index (dossier->contents, i));
      g_ptr_array_add (paper->versions, version);
    }
}

static char *
describe_verdict (const CsDecision *decision,
                  JsonObject       *details)
{
  switch (decision->verdict)
    {
    case CS_VERDICT_APPROVE:
      return g_strdup (C_("decision", "approved"));

    case CS_VERDICT_RETURN:
      if (decision->to_stage >= 0)
        /* Translators: %s is the title of an earlier stage. */
        return g_strdup_printf (C_("decision", "returned to “%s”"), cs_json_get_text (details, "to_stage_title"));
      return g_strdup (C_("decision", "returned to the drafter"));

    case CS_VERDICT_REJECT:
      return g_strdup (C_("decision", "rejected for good"));

    case CS_VERDICT_TAKE_BACK:
      /* Translators: %d is the number of a decision. */
      return g_strdup_printf (C_("decision", "took back decision %d"), (int) decision->takes_back);

    default:
      g_assert_not_reached ();
    }
}

/* The texts that were ticked; where they are not known any more, how many. */
static char **
describe_ticks (const CsDossier  *dossier,
                const CsDecision *decision)
{
  g_autoptr(GStrvBuilder) builder = NULL;
  g_autofree char *text = NULL;
  char **ticks = cs_dossier_list_ticks (dossier, decision);
  guint n = 0;

  for (guint32 bits = decision->ticks; bits; bits &= bits - 1)
    n++;
  if (*ticks || n == 0)
    return ticks;

  g_strfreev (ticks);
  builder = g_strv_builder_new ();
  text = g_strdup_printf (ngettext ("%u point", "%u points", n), n);
  g_strv_builder_add (builder, text);
  return g_strv_builder_end (builder);
}

static void
add_proof (const CsDossier  *dossier,
           const CsDecision *decision,
           CsPaperDecision  *made)
{
  const CsSignatureRow *signature = cs_dossier_find_signature (dossier, decision->id);
  g_autofree char *fingerprint = signature ? cs_public_key_fingerprint (&signature->public_key) : NULL;
  g_autofree char *hex = signature ? cs_public_key_to_hex (&signature->public_key) : NULL;

  /* Translators: a key: its number, its fingerprint, then the key itself on a line of its own. */
  made->key = signature ? g_strdup_printf (_("%1$d, fingerprint %2$s\n%3$s"), (int) signature->key, fingerprint, hex) : g_strdup ("");
  made->signature = signature ? cs_signature_to_hex (&signature->signature) : g_strdup ("");
}

/* As it was called then; entries from before there were signatures do not say. */
static char *
name_stage (const CsDossier  *dossier,
            const CsDecision *decision,
            JsonObject       *details)
{
  const char *title = cs_json_get_text (details, "stage_title");
  const CsRoute *route = dossier->rows->route;

  if (!*title && decision->stage < route->stages->len)
    title = cs_route_get_stage (route, decision->stage)->title;
  return g_strdup (title);
}

static CsPaperDecision *
make_decision (const CsDossier  *dossier,
               const CsDecision *decision)
{
  const CsRevisionRow *revision = find_revision (dossier, decision->revision);
  g_autoptr(JsonObject) details = cs_dossier_find_details (dossier, decision->id);
  CsPaperDecision *made = g_new0 (CsPaperDecision, 1);

  made->number = decision->id;
  made->version = revision ? revision->number : 0;
  made->stage = name_stage (dossier, decision, details);
  made->person = cs_evidence_name_decider (dossier->names, decision);
  made->verdict = describe_verdict (decision, details);
  made->reason = g_strdup (decision->reason);
  made->ticks = describe_ticks (dossier, decision);
  made->lines = decision->lines;
  made->at = decision->at;
  made->digest = decision->digest;
  add_proof (dossier, decision, made);
  return made;
}

/* --- the rest --- */

/* What differs, and the words that stand there instead; all of them are in the file of publications. */
static char *
describe_drift (const char          *sentence,
                const CsReadBackRow *look)
{
  g_autoptr(CsDrift) drift = cs_drift_parse (look ? look->detail : "");
  g_autofree char *words = NULL;

  if (!drift->text)
    return g_strdup_printf (_("Read back: it differs from what was signed. %s"), sentence);
  words = g_utf8_strlen (drift->text, -1) > MAX_DRIFT ? g_utf8_substring (drift->text, 0, MAX_DRIFT) : g_strdup (drift->text);

  /* Translators: %1$s is a sentence that says what differs, %2$s the words that stand there instead */
  return g_strdup_printf (_("Read back: it differs from what was signed. %1$s There stood: “%2$s%3$s”"), sentence, words,
                          strlen (words) < strlen (drift->text) ? "…" : "");
}

/* @looks: (element-type CsReadBackRow) */
static char *
describe_read_back (const CsPublicationRow *row,
                    GPtrArray              *looks)
{
  const char *sentence = cs_drift_sentence (row->read_back);

  if (!*row->read_back)
    return g_strdup ("");
  if (sentence == NULL)
    return g_strdup (_("Read back: the same as was signed."));

  return describe_drift (sentence, looks->len > 0 ? g_ptr_array_index (looks, looks->len - 1) : NULL);
}

static void
add_publications (const CsDossier *dossier,
                  CsDossierPaper  *paper)
{
  for (guint i = 0; i < dossier->publications->len; i++)
    {
      const CsPublicationRow *row = g_ptr_array_index (dossier->publications, i);
      const CsRevisionRow *revision = find_revision (dossier, row->revision);
      CsPaperPublication *made = g_new0 (CsPaperPublication, 1);

      made->account = cs_evidence_name_account (dossier->call, row->account);
      made->segment = row->segment + 1;
      made->state = g_strdup (cs_publication_state_label (row->state));
      made->at = row->settled_at;
      made->address = g_strdup (row->remote_url);
      made->read_back = describe_read_back (row, g_ptr_array_index (dossier->looks, i));
      g_ptr_array_add (paper->publications, made);
      if (row->state == CS_PUBLICATION_SENT && revision && (!paper->published || revision->number > paper->shown))
        {
          paper->published = TRUE;
          paper->shown = revision->number;
        }
    }
}

static void
add_entries (const CsDossier *dossier,
             CsDossierPaper  *paper)
{
  for (guint i = 0; i < dossier->entries->len; i++)
    {
      const CsJournalEntry *entry = g_ptr_array_index (dossier->entries, i);
      const char *name = entry->actor ? cs_names_get_person (dossier->names, entry->actor) : NULL;
      CsPaperEntry *made = g_new0 (CsPaperEntry, 1);

      made->sequence = entry->sequence;
      made->at = entry->at;
      made->sentence = cs_journal_sentence (entry->kind, name, entry->details);
      made->hash = cs_digest_to_hex (&entry->hash);
      g_ptr_array_add (paper->entries, made);
    }
}

static void
add_comments (const CsDossier *dossier,
              CsDossierPaper  *paper)
{
  for (guint i = 0; i < dossier->comments->len; i++)
    {
      const CsCommentRow *row = g_ptr_array_index (dossier->comments, i);
      g_autoptr(JsonObject) anchor = cs_json_parse_object (row->anchor, NULL);
      CsPaperComment *made = g_new0 (CsPaperComment, 1);

      made->author = g_strdup (cs_names_get_person (dossier->names, row->author));
      made->about = g_strdup (anchor ? cs_json_get_text (anchor, "quote") : "");
      made->text = *row->replacement ? g_strdup_printf (*row->text ? "%s\n→ %s" : "%s→ %s", row->text, row->replacement)
                                     : g_strdup (row->text);
      made->at = row->made_at;
      g_ptr_array_add (paper->comments, made);
    }
}

static void
add_footer (const CsDossier *dossier,
            CsDossierPaper  *paper)
{
  g_free (paper->footer);
  /* Translators: the foot of each page: the office, the number of the post, the last entry of the journal. */
  paper->footer = g_strdup_printf (_("%1$s · Dossier of post %2$d · Journal at entry %3$d"), dossier->call->office->name,
                                   (int) dossier->post->id, (int) dossier->head->sequence);
}

CsDossierPaper *
cs_dossier_to_paper (const CsDossier *dossier)
{
  const CsOfficeRow *office = dossier->call->office;
  CsDossierPaper *paper = cs_dossier_paper_new ();

  g_free (paper->office);
  g_free (paper->language);
  g_free (paper->zone);
  paper->office = g_strdup (office->name);
  paper->language = g_strdup (office->language);
  paper->zone = g_strdup (office->zone);
  paper->post = dossier->post->id;
  paper->load = load_picture;
  paper->name = name_account;
  paper->data = (gpointer) dossier;
  if (dossier->revisions->len > 0)
    paper->shown = ((const CsRevisionRow *) g_ptr_array_index (dossier->revisions, dossier->revisions->len - 1))->number;

  add_footer (dossier, paper);
  add_facts (dossier, paper);
  add_versions (dossier, paper);
  add_publications (dossier, paper);
  for (guint i = 0; i < dossier->rows->decisions->len; i++)
    g_ptr_array_add (paper->decisions, make_decision (dossier, g_ptr_array_index (dossier->rows->decisions, i)));
  add_entries (dossier, paper);
  add_comments (dossier, paper);
  return paper;
}
