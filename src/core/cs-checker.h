/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-check-rule.h"
#include "cs-checks.h"
#include "cs-content.h"

G_BEGIN_DECLS

typedef enum
{
  CS_LINK_FINE,
  CS_LINK_REDIRECTS, /* leads elsewhere: @detail is where */
  CS_LINK_GONE,      /* 404, 410 */
  CS_LINK_FAILED,    /* any other answer that is not the page */
  CS_LINK_SILENT,    /* no answer in time, refused, no such host */
} CsLinkState;

/**
 * CsLinkFact:
 *
 * What came of following a link.
 */
typedef struct
{
  char        *address; /* owned */
  CsLinkState  state;
  guint        status;  /* of HTTP, 0 = none */
  char        *detail;  /* where it leads; owned, never NULL */
} CsLinkFact;

CsLinkFact *cs_link_fact_new  (const char *address,
                               CsLinkState state,
                               guint       status,
                               const char *detail) G_GNUC_WARN_UNUSED_RESULT;
void        cs_link_fact_free (CsLinkFact *fact);

/**
 * CsCheckQuestion:
 *
 * A post as it is checked. Lends everything.
 */
typedef struct
{
  const CsContent *content;
  GArray          *targets;    /* of CsTarget: the accounts of the content; others are ignored */
  CsRelease        release;
  gint64           release_at; /* UTC microseconds, 0 = not set */
  const char      *zone;       /* of the release time; NULL = UTC */
  gint64           now;        /* UTC microseconds */
  CsLabels         labels;     /* of the post */
  GPtrArray       *links;      /* of CsLinkFact: links that were followed; or NULL */
} CsCheckQuestion;

/**
 * CsChecker:
 *
 * The rules that an office uses, ready to look at posts. What was found in a text is kept for as long as the text is part of the post, so that one changed
 * segment costs one segment. One thread at a time.
 */
typedef struct _CsChecker CsChecker;

/**
 * cs_checker_new:
 * @rules: (element-type CsCheckRule): of the packs that are on; kept
 */
CsChecker  *cs_checker_new    (GPtrArray             *rules) G_GNUC_WARN_UNUSED_RESULT;
void        cs_checker_free   (CsChecker             *checker);
GPtrArray  *cs_checker_get_rules (CsChecker          *checker);

/**
 * cs_checker_run:
 *
 * Returns: (transfer full) (element-type CsFinding): what was found, in reading order; nothing is waived yet
 */
GPtrArray  *cs_checker_run    (CsChecker             *checker,
                               const CsCheckQuestion *question) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_checker_get_n_read:
 *
 * Returns: how many texts rules were run over so far, rather than remembered
 */
guint       cs_checker_get_n_read (const CsChecker   *checker);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsChecker, cs_checker_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsLinkFact, cs_link_fact_free)

G_END_DECLS
