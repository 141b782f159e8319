/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "cs-checks.h"
#include "cs-content.h"
#include "cs-journal.h"
#include "cs-miss.h"
#include "cs-chain.h"

G_BEGIN_DECLS

/* Typed readers of the operations' answers, so that no page knows a JSON member. Every struct owns all it holds; strings are never NULL.
 * Readers are lenient about absent members and never fail: our own operations wrote the answer (a server's answers are checked where they arrive). */

typedef struct
{
  gboolean  empty;     /* first start still to come: the rest is unset */
  char     *name;
  char     *language;
  char     *zone;
  gboolean  practice;
  char     *practice_address; /* of the practice network's web page, "" if none */
} CsOfficeInfo;

typedef struct
{
  gint64    id;
  char     *login;
  char     *name;
  CsRoles   roles;
  gint64    section;      /* 0 = the whole office */
  char     *section_name; /* "" for the whole office */
  gboolean  retired;
} CsPersonInfo;

typedef struct
{
  gint64    id;
  char     *name;
  gboolean  retired;
} CsSectionInfo;

typedef struct
{
  gint64         id;
  CsNetworkKind  network;
  char          *address;
  char          *handle;   /* for people: cs_handle_for_people() */
  char          *name;
  char          *colour;   /* "#rrggbb" */
  CsTarget       target;   /* the limits */
  gboolean       retired;
  char          *health;   /* CsError nick, "" = well */
  char          *access;   /* level agreed with the network: "self-serve", "enterprise", "" */
  gint64         login_ends_at; /* when somebody has to sign in again; 0 = never, or not known */
  gint64         login_warn_at; /* from when that is near */
  gint64         checked_at;    /* when it was last looked at with success; 0 = never */
  CsDigest       avatar;   /* of its picture, for media.path; none if there is none */
} CsAccountInfo;

/* One line of any list of posts. */
typedef struct
{
  gint64       id;
  CsPostState  state;
  guint        stage;        /* the open one, from 0 */
  guint        n_stages;
  char        *stage_title;  /* of the open one, "" if none */
  char        *excerpt;
  GArray      *accounts;     /* of gint64 */
  GArray      *thumbnails;   /* of CsDigest, at most three */
  gint64       author;
  char        *author_name;
  char        *section_name;
  CsRelease    release;
  gint64       release_at;
  char        *zone;
  gint64       changed_at;
  CsLabels     labels;
  gboolean     emergency;    /* goes by the emergency lane */
  gint64       stage_opened_at; /* of the open one; 0 = none */
  gint64       stage_due_at; /* sign by; 0 = no clock */
  gboolean     escalated;    /* the open stage: whom it escalates to may decide too */
  gint64       claimed_by;   /* who is on it; 0 = nobody */
  char        *claimed_by_name;
  gint64       claimed_until;
  char        *due_reason;   /* how stage_due_at came about, in desk.get only; "" otherwise */
  char       **for_names;    /* of those in whose name the actor may decide, where he may not in his own; in desk.get only */
  gint64       amends;       /* the post that it corrects or withdraws; 0 = none */
  CsAmendKind  amend_kind;
} CsPostInfo;

typedef struct
{
  gint64              id;
  gint64              post;
  char               *excerpt;      /* of the post, in publication.list only */
  gint64              account;
  guint               segment;
  CsPublicationState  state;
  gint64              due_at;
  int                 attempts;
  gint64              next_try_at;
  gint64              settled_at;
  char               *remote_url;
  char               *error;        /* CsError nick, "" = none */
  char               *error_detail;
  char               *read_back;
  gint64              check_at;     /* when it is read back next, 0 = no more */
  gint64              alarmed_at;   /* when people were told that its slot was missed, 0 = not */
  CsMissReason        reason;       /* and why it was, as it was known then */
} CsPublicationInfo;

/* One row of the chain as the sheet shows it. */
typedef struct
{
  gint64       id;
  guint        stage;
  char        *stage_title;
  gint64       person;
  char        *person_name;
  gint64       acting_for;      /* in whose name; 0 = one's own */
  char        *acting_for_name; /* "" = one's own */
  CsVerdict    verdict;
  char        *reason;
  gint64       at;
  guint        revision_number;
  gboolean     counts;          /* FALSE: struck through; for another version or an earlier round, or taken back */
  gboolean     other_version;   /* why it does not count */
  int          to_stage;        /* of a return: an earlier stage; -1 = the drafter */
  char        *to_stage_title;  /* "" = the drafter */
  guint        n_ticks;         /* ticked on the way */
  guint        n_lines;         /* confirmed one by one */
  gint64       takes_back;      /* of a take-back: the id of the other decision; else 0 */
  gboolean     taken_back;      /* also why it does not count */
  char        *taken_back_by_name; /* "" = it was not */
  char        *taken_back_reason;
  gint64       taken_back_at;
  gboolean     may_take_back;   /* the actor, now */
  gboolean     take_back_needs_reason; /* somebody acted since */
} CsDecisionInfo;

typedef struct
{
  char        *title;
  CsStageKind  kind;
  gboolean     fulfilled;
  gboolean     open;
  char       **who;      /* names of those who may decide there now (open stage), or who could (later ones); empty where fulfilled */
  char       **parties;  /* in words: "Reviewers of the section", "Director on duty (Li Na)" */
  char       **ticks;    /* what is ticked there before approving */
  guint        minutes;  /* of working time allowed; 0 = no clock of its own */
  gboolean     may_return_to; /* the open stage can send the post back here */
} CsStageInfo;

/* Somebody in whose name the actor may decide now. */
typedef struct
{
  gint64  person;
  char   *name;
} CsPrincipalInfo;

/* Everything about one post: for composer, sheet and progress. */
typedef struct
{
  CsPostInfo   *post;
  CsContent    *content;        /* of the working copy (drafts) or the current revision (in review and later) */
  gint64        version;        /* of the working copy, to hand back when saving */
  gboolean      unsent_changes; /* the working copy differs from the current revision */
  CsContent    *working;        /* the working copy, where it differs and content is the revision; else NULL */
  char         *saved_by_name;
  gint64        saved_at;
  guint         revision_number;/* 0 = never submitted */
  CsDigest      digest;         /* of the current revision: what a decision names */
  CsContent    *base;           /* content the actor (or else anybody) last decided on, if it is another version; or NULL */
  guint         base_number;
  GPtrArray    *stages;         /* of CsStageInfo */
  GPtrArray    *decisions;      /* of CsDecisionInfo, oldest first */
  GPtrArray    *publications;   /* of CsPublicationInfo, of the current revision */
  char        **contributors;   /* names */
  CsMayDecide   may_decide;     /* of the actor */
  char        **who_may;        /* names */
  gboolean      last_stage;     /* the open stage is the last: deciding means signing */
  gboolean      may_edit;
  gboolean      may_recall;
  gboolean      may_reschedule;
  char         *return_reason;  /* latest reason, while returned; "" otherwise */
  GPtrArray    *principals;     /* of CsPrincipalInfo: for whom the actor may decide now (代签), besides or instead of himself */
  guint         n_lines;        /* of what is decided on, where it is important and must be confirmed line by line; else 0 */
  gboolean      base_is_own;    /* base is what the actor himself decided on last */
  GPtrArray    *comments;       /* of CsCommentInfo (cs-comment-client.h), oldest first */
  gboolean      may_comment;
  gboolean      may_claim;
  struct _CsAmendsInfo *amends; /* corrections and withdrawals: cs-amend-client.h */
} CsSheetInfo;

typedef struct
{
  GPtrArray *waiting;   /* of CsPostInfo: for me, by release time; at most 50 */
  guint      n_waiting;
  GPtrArray *late;      /* late or at risk: in review near or past release, expired, unknown, failed */
  GPtrArray *next;      /* queued, by release time */
  GPtrArray *mine;      /* mine or touched by me, in review or returned or draft: what I wait for, and what I write */
  guint      n_queued;
  guint      n_kept;    /* withdrawals of which something stays there until a person acts */
  GPtrArray *wanted;    /* of CsPostInfo: on which one is asked to comment; they do not wait for it */
  guint      n_wanted;
  guint      n_signed_for; /* decided in one's name since one last looked: delegation.signed */
} CsDeskInfo; /* emergencies, freeze, notices, questions and renewals of the same answer: cs-emergency-client.h, cs-clock-client.h, cs-key-client.h */

typedef struct
{
  gint64         sequence;
  gint64         at;
  char          *actor_name; /* "" = the program */
  gint64         post;
  char          *excerpt;    /* of the post; "" if there is none, or the answer is about one post */
  CsJournalKind  kind;
  char          *sentence;   /* in the interface language */
} CsJournalInfo;

/* How much was proved. */
typedef struct
{
  gint64 n_entries;
  gint64 n_revisions;
  gint64 n_decisions;
  gint64 n_media;
  gint64 n_signatures;
  gint64 n_checkpoints;
} CsProofInfo;

void           cs_office_info_free      (CsOfficeInfo      *info);
void           cs_person_info_free      (CsPersonInfo      *info);
CsPersonInfo  *cs_person_info_copy      (const CsPersonInfo *info) G_GNUC_WARN_UNUSED_RESULT;
void           cs_section_info_free     (CsSectionInfo     *info);
void           cs_account_info_free     (CsAccountInfo     *info);
void           cs_post_info_free        (CsPostInfo        *info);
CsPostInfo    *cs_post_info_copy        (const CsPostInfo  *info) G_GNUC_WARN_UNUSED_RESULT;
void           cs_publication_info_free (CsPublicationInfo *info);
void           cs_decision_info_free    (CsDecisionInfo    *info);
void           cs_stage_info_free       (CsStageInfo       *info);
void           cs_principal_info_free   (CsPrincipalInfo   *info);
void           cs_sheet_info_free       (CsSheetInfo       *info);
void           cs_desk_info_free        (CsDeskInfo        *info);
void           cs_journal_info_free     (CsJournalInfo     *info);

/* Each: (transfer full); arrays free their elements. The operation whose answer it reads stands behind it. */
CsOfficeInfo  *cs_reply_read_office     (JsonObject *reply); /* office.info */
CsPersonInfo  *cs_reply_read_person     (JsonObject *reply); /* session.open, session.sit, session.me */
GPtrArray     *cs_reply_read_people     (JsonObject *reply); /* person.list */
GPtrArray     *cs_reply_read_sections   (JsonObject *reply); /* section.list */
GPtrArray     *cs_reply_read_accounts   (JsonObject *reply); /* account.list */
GPtrArray     *cs_reply_read_posts      (JsonObject *reply); /* post.list */
GArray        *cs_reply_read_directory  (JsonObject *reply, gint64 *count); /* post.directory: ids */
CsSheetInfo   *cs_reply_read_sheet      (JsonObject *reply); /* post.get */
gint64         cs_reply_read_id         (JsonObject *reply); /* post.create, person.add, … : the new id */
gint64         cs_reply_read_version    (JsonObject *reply); /* post.save */
CsDeskInfo    *cs_reply_read_desk       (JsonObject *reply); /* desk.get */
GPtrArray     *cs_reply_read_journal    (JsonObject *reply); /* journal.list, post.journal */
CsMediaItem   *cs_reply_read_media      (JsonObject *reply); /* media.add, chart.render */
char         **cs_reply_read_findings   (JsonObject *reply, gint64 *n_entries); /* journal.verify; empty = all holds */
CsProofInfo    cs_reply_read_proof      (JsonObject *reply); /* journal.verify */
char          *cs_reply_read_path       (JsonObject *reply); /* media.path */
CsRoute       *cs_reply_read_route      (JsonObject *reply); /* route.get; NULL if there is none */
GPtrArray     *cs_reply_read_publications (JsonObject *reply); /* publication.list */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsOfficeInfo, cs_office_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPersonInfo, cs_person_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSectionInfo, cs_section_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsAccountInfo, cs_account_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPostInfo, cs_post_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPublicationInfo, cs_publication_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSheetInfo, cs_sheet_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsDeskInfo, cs_desk_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsJournalInfo, cs_journal_info_free)

G_END_DECLS
