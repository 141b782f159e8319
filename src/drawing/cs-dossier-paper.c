/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-dossier-drawing.h"

static void
version_free (gpointer data)
{
  CsPaperVersion *version = data;

  g_free (version->author);
  g_clear_pointer (&version->content, cs_content_free);
  g_free (version);
}

static void
decision_free (gpointer data)
{
  CsPaperDecision *decision = data;

  g_free (decision->stage);
  g_free (decision->person);
  g_free (decision->verdict);
  g_free (decision->reason);
  g_strfreev (decision->ticks);
  g_free (decision->key);
  g_free (decision->signature);
  g_free (decision);
}

static void
publication_free (gpointer data)
{
  CsPaperPublication *publication = data;

  g_free (publication->account);
  g_free (publication->state);
  g_free (publication->address);
  g_free (publication->read_back);
  g_free (publication);
}

static void
entry_free (gpointer data)
{
  CsPaperEntry *entry = data;

  g_free (entry->sentence);
  g_free (entry->hash);
  g_free (entry);
}

static void
comment_free (gpointer data)
{
  CsPaperComment *comment = data;

  g_free (comment->author);
  g_free (comment->about);
  g_free (comment->text);
  g_free (comment);
}

static void
fact_free (gpointer data)
{
  CsPaperFact *fact = data;

  g_free (fact->name);
  g_free (fact->value);
  g_free (fact);
}

CsDossierPaper *
cs_dossier_paper_new (void)
{
  CsDossierPaper *paper = g_new0 (CsDossierPaper, 1);

  paper->office = g_strdup ("");
  paper->language = g_strdup ("en");
  paper->zone = g_strdup ("UTC");
  paper->footer = g_strdup ("");
  paper->facts = g_ptr_array_new_with_free_func (fact_free);
  paper->versions = g_ptr_array_new_with_free_func (version_free);
  paper->decisions = g_ptr_array_new_with_free_func (decision_free);
  paper->publications = g_ptr_array_new_with_free_func (publication_free);
  paper->entries = g_ptr_array_new_with_free_func (entry_free);
  paper->comments = g_ptr_array_new_with_free_func (comment_free);
  return paper;
}

void
cs_dossier_paper_free (CsDossierPaper *paper)
{
  if (!paper)
    return;

  g_free (paper->office);
  g_free (paper->language);
  g_free (paper->zone);
  g_free (paper->footer);
  g_clear_pointer (&paper->facts, g_ptr_array_unref);
  g_clear_pointer (&paper->versions, g_ptr_array_unref);
  g_clear_pointer (&paper->decisions, g_ptr_array_unref);
  g_clear_pointer (&paper->publications, g_ptr_array_unref);
  g_clear_pointer (&paper->entries, g_ptr_array_unref);
  g_clear_pointer (&paper->comments, g_ptr_array_unref);
  g_free (paper);
}

void
cs_dossier_paper_add_fact (CsDossierPaper *paper,
                           const char     *name,
                           const char     *value)
{
  CsPaperFact *fact = g_new0 (CsPaperFact, 1);

  fact->name = g_strdup (name);
  fact->value = g_strdup (value);
  g_ptr_array_add (paper->facts, fact);
}
