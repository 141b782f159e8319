/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-content.h"

G_BEGIN_DECLS

/* Whatever of a content is signed beside texts, pictures with their alt texts, sources, accounts, language, visibility and warning, as sentences: so that
 * sheet, dossier, terminal and differences all say all of it. */

typedef enum
{
  CS_FACT_SETTING, /* numbering, who may reply and quote, AI */
  CS_FACT_VARIANT, /* for whom other words are, and in which language */
  CS_FACT_POLL,
  CS_FACT_QUOTE,   /* what is quoted, reposted or answered */
  CS_FACT_CLAIM,   /* words that stand on a source */
  CS_FACT_MEDIA,   /* author, licence, what a network gets instead, subtitles … */
  CS_FACT_SOURCE,  /* the stored copy and the card of a source */
  CS_FACT_AMENDS,  /* which earlier post it corrects or withdraws, and why */
} CsFactKind;

#define CS_N_FACT_KINDS (CS_FACT_AMENDS + 1)

typedef struct
{
  CsFactKind  kind;
  guint       part; /* over the whole content; 0 where it is of no part */
  char       *text; /* a whole sentence, in the interface language; owned */
} CsFact;

/* (transfer full): how an account is called */
typedef char *(*CsNameAccount) (gint64   account,
                                gpointer data);

void       cs_fact_free          (CsFact          *fact);

/**
 * cs_content_list_facts:
 * @name: (nullable): names accounts; %NULL: by their number
 *
 * Returns: (transfer full) (element-type CsFact): in reading order
 */
GPtrArray *cs_content_list_facts (const CsContent *content,
                                  CsNameAccount    name,
                                  gpointer         data) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_content_compare_facts:
 *
 * Returns: (transfer full) (element-type utf8): what is said of @after and was not said of @before, and what is no longer said
 */
GPtrArray *cs_content_compare_facts (const CsContent *before,
                                     const CsContent *after,
                                     CsNameAccount    name,
                                     gpointer         data) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_content_name_part:
 *
 * Returns: (transfer full): "Part 2 of 5", "Other words 1, part 2 of 5"; "" where there is but one part
 */
char      *cs_content_name_part  (const CsContent *content,
                                  guint            part) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsFact, cs_fact_free)

G_END_DECLS
