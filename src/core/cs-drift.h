/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A picture whose alt text is another one over there. */
typedef struct
{
  guint  picture; /* position in the segment */
  char  *text;    /* "" = none; owned */
} CsDriftAlt;

/**
 * CsDrift:
 *
 * What was found of a published segment where it is not what was signed: only what differs.
 */
typedef struct
{
  char      *text;     /* the words there; NULL = as signed; all strings owned */
  char      *warning;  /* the content warning there; NULL = as signed */
  char      *audience; /* who sees it, in the network's own word; NULL = as signed */
  int        n_media;  /* pictures and films there; -1 = as many as signed */
  GPtrArray *alts;     /* of CsDriftAlt, by their pictures */
} CsDrift;

CsDrift *cs_drift_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void     cs_drift_free         (CsDrift    *drift);
gboolean cs_drift_is_empty     (const CsDrift *drift);

/* These do nothing without @drift. What is longer than anybody publishes is shortened: who answers may mean harm. */
void     cs_drift_set_text     (CsDrift    *drift,
                                const char *text);
void     cs_drift_set_warning  (CsDrift    *drift,
                                const char *warning);
void     cs_drift_set_audience (CsDrift    *drift,
                                const char *audience);
void     cs_drift_set_n_media  (CsDrift    *drift,
                                guint       n_media);
void     cs_drift_add_alt      (CsDrift    *drift,
                                guint       picture,
                                const char *text);

/* Returns: (transfer full): as it is kept with a look, "" if nothing differs */
char    *cs_drift_to_text      (const CsDrift *drift) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full): what cs_drift_to_text() wrote; empty for what it did not write */
CsDrift *cs_drift_parse        (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_drift_sentence:
 * @result: what a look found: read_backs.result
 *
 * Returns: (transfer none) (nullable): what differs from what was signed, as a sentence; %NULL for "same" and ""
 */
const char *cs_drift_sentence  (const char *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsDrift, cs_drift_free)

G_END_DECLS
