/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cs-content.h"

G_BEGIN_DECLS

/* What a dossier on paper says. Every struct owns all it holds; strings are never NULL. */

typedef struct
{
  guint      number;
  CsDigest   digest;
  char      *author;
  gint64     at;
  CsContent *content;
} CsPaperVersion;

typedef struct
{
  gint64    number;    /* id of the decision */
  guint     version;
  char     *stage;
  char     *person;    /* “Li Na, signed for Wang Wei” */
  char     *verdict;   /* “approved” */
  char     *reason;
  char    **ticks;     /* the texts that were ticked */
  guint     lines;     /* read aloud and confirmed, 0 = not asked for */
  gint64    at;
  CsDigest  digest;
  char     *key;       /* number and public key in hex; "" = made before there were signatures */
  char     *signature; /* hex */
} CsPaperDecision;

typedef struct
{
  char     *account;
  guint     segment;   /* from 1 */
  char     *state;
  gint64    at;        /* when it was settled, 0 = not yet */
  char     *address;
  char     *read_back; /* in words; "" = not read back yet */
} CsPaperPublication;

typedef struct
{
  gint64  sequence;
  gint64  at;
  char   *sentence;
  char   *hash;        /* hex */
} CsPaperEntry;

typedef struct
{
  char   *author;
  char   *about;       /* the words or the thing that it is about; "" = the whole */
  char   *text;
  gint64  at;
} CsPaperComment;

typedef struct
{
  char      *name;     /* what it is called: “Author” */
  char      *value;
} CsPaperFact;

/**
 * CsPaperLoad:
 *
 * Returns: (transfer full) (nullable): the file of a picture; %NULL where it cannot be read, which the paper says
 */
typedef GBytes *(*CsPaperLoad) (const CsDigest *digest, gpointer data);

/* Returns: (transfer full): what people call an account */
typedef char *(*CsPaperName) (gint64 account, gpointer data);

/**
 * CsDossierPaper:
 *
 * The dossier of one post.
 */
typedef struct
{
  char        *office;
  gint64       post;
  char        *language;     /* of the office */
  char        *zone;         /* in which times are shown */
  char        *footer;
  GPtrArray   *facts;        /* of CsPaperFact: what, who, when */
  GPtrArray   *versions;     /* of CsPaperVersion, oldest first */
  guint        shown;        /* number of the version that is shown whole: what was published, else the last; 0 = none */
  gboolean     published;    /* that one was */
  GPtrArray   *decisions;    /* of CsPaperDecision, oldest first */
  GPtrArray   *publications; /* of CsPaperPublication */
  GPtrArray   *entries;      /* of CsPaperEntry, oldest first */
  GPtrArray   *comments;     /* of CsPaperComment; empty where they were not asked for */
  CsPaperLoad  load;
  CsPaperName  name;
  gpointer     data;         /* for both; lent */
} CsDossierPaper;

CsDossierPaper     *cs_dossier_paper_new   (void) G_GNUC_WARN_UNUSED_RESULT;
void                cs_dossier_paper_free  (CsDossierPaper       *paper);

/* Appends a fact. */
void                cs_dossier_paper_add_fact (CsDossierPaper    *paper,
                                               const char        *name,
                                               const char        *value);

/**
 * cs_dossier_paper_print:
 * @path: of a PDF file that does not exist yet
 *
 * As many A4 pages as it takes. Slow; not on the main loop.
 */
gboolean            cs_dossier_paper_print (const CsDossierPaper  *paper,
                                            const char            *path,
                                            GCancellable          *cancellable,
                                            GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsDossierPaper, cs_dossier_paper_free)

G_END_DECLS
