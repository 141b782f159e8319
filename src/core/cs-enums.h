/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* States and kinds of the office. In C always these enums; the nicks (in the database, in JSON) are made and
 * read only by cs-enums.c; the words a person reads come from the _label functions (translated, static). */

/**
 * CsRoles:
 *
 * What a person does in the office (DESIGN.md §1), a set: one person may hold several. Stored as an integer,
 * so the values never change.
 */
typedef enum
{
  CS_ROLE_NONE = 0,
  CS_ROLE_DRAFTER = 1 << 0,
  CS_ROLE_REVIEWER = 1 << 1,
  CS_ROLE_LEADER = 1 << 2,
  CS_ROLE_DUTY = 1 << 3,
  CS_ROLE_RESPONDER = 1 << 4,
  CS_ROLE_ADMINISTRATOR = 1 << 5,
  CS_ROLE_AUDITOR = 1 << 6,
  CS_ROLE_ANYONE = (1 << 7) - 1, /* every signed-in person */
} CsRoles;

typedef enum
{
  CS_POST_DRAFT,
  CS_POST_IN_REVIEW,
  CS_POST_RETURNED,
  CS_POST_REJECTED,
  CS_POST_SIGNED,
  CS_POST_QUEUED,
  CS_POST_HELD,
  CS_POST_SENDING,
  CS_POST_PUBLISHED,
  CS_POST_PARTLY_PUBLISHED,
  CS_POST_UNKNOWN,
  CS_POST_FAILED,
  CS_POST_EXPIRED,
  CS_POST_CORRECTED,
  CS_POST_WITHDRAWN,
} CsPostState;
#define CS_N_POST_STATES (CS_POST_WITHDRAWN + 1)

/**
 * CsPostAct:
 *
 * What can happen to a post. The only way from one #CsPostState to another is cs_post_next_state().
 */
typedef enum
{
  CS_ACT_EDIT,       /* content of the working copy changes */
  CS_ACT_SUBMIT,     /* a revision enters the first stage */
  CS_ACT_PASS_STAGE, /* a stage other than the last is fulfilled */
  CS_ACT_SIGN,       /* the last stage is fulfilled: the chain is complete */
  CS_ACT_RETURN,
  CS_ACT_REJECT,
  CS_ACT_RECALL,     /* the author takes it back */
  CS_ACT_QUEUE,      /* publications are made */
  CS_ACT_HOLD,
  CS_ACT_RESUME,     /* ends a hold */
  CS_ACT_ARM,        /* first publication is about to be sent */
  CS_ACT_PUBLISHED,
  CS_ACT_PARTLY,
  CS_ACT_UNKNOWN,
  CS_ACT_FAILED,
  CS_ACT_RETRY,      /* a person lets failed pieces go out again */
  CS_ACT_EXPIRE,
  CS_ACT_RESCHEDULE, /* a new release time for an expired post */
  CS_ACT_CORRECT,
  CS_ACT_WITHDRAW,
  CS_ACT_STEP_BACK,  /* sent back to an earlier stage */
  CS_ACT_REOPEN,     /* somebody took his decision back */
} CsPostAct;
#define CS_N_POST_ACTS (CS_ACT_REOPEN + 1)

typedef enum
{
  CS_VERDICT_APPROVE,
  CS_VERDICT_RETURN,
  CS_VERDICT_REJECT,
  CS_VERDICT_TAKE_BACK, /* an earlier decision of the same person no longer counts */
} CsVerdict;

typedef enum
{
  CS_STAGE_REVIEW,
  CS_STAGE_SIGN_OFF,   /* the last, and only the last */
  CS_STAGE_PROOF,
  CS_STAGE_FACT_CHECK,
  CS_STAGE_SECRECY,
  CS_STAGE_EXPERT,
  CS_STAGE_COMMENT,    /* its people are asked and may comment; it never holds the post */
} CsStageKind;
#define CS_N_STAGE_KINDS (CS_STAGE_COMMENT + 1)

/**
 * CsPartyKind:
 *
 * How a stage names those who decide there.
 */
typedef enum
{
  CS_PARTY_ROLE_IN_OWN_SECTION, /* holders of a role in the post's section */
  CS_PARTY_ROLE_IN_SECTION,     /* holders of a role in a named section */
  CS_PARTY_ROLE_ANYWHERE,       /* holders of a role in the whole office */
  CS_PARTY_PERSON,
  CS_PARTY_POSITION,            /* whoever holds it now */
} CsPartyKind;
#define CS_N_PARTY_KINDS (CS_PARTY_POSITION + 1)

/**
 * CsLabels:
 *
 * What a post is, beyond its words, a set. Stored as an integer, so the values never change.
 */
typedef enum
{
  CS_LABEL_NONE = 0,
  CS_LABEL_STATISTICS = 1 << 0,
  CS_LABEL_POLICY = 1 << 1,
  CS_LABEL_EMERGENCY = 1 << 2,
  CS_LABEL_IMPORTANT = 1 << 3, /* confirmed line by line */
  CS_LABELS_ALL = (1 << 4) - 1,
} CsLabels;

/**
 * CsRuleHas:
 *
 * What a rule that chooses a route looks for in the content.
 */
typedef enum
{
  CS_RULE_ANYTHING,
  CS_RULE_MEDIA,   /* a picture, or a chart */
  CS_RULE_FIGURES, /* a chart */
} CsRuleHas;

typedef enum
{
  CS_QUORUM_ANY, /* one of them */
  CS_QUORUM_ALL,
  CS_QUORUM_COUNT, /* n of them */
  CS_QUORUM_EACH,  /* one of each party: desks that work side by side */
} CsQuorum;

typedef enum
{
  CS_SCOPE_SECTION, /* holders of the role in the post's section */
  CS_SCOPE_OFFICE,  /* holders of the role anywhere in the office */
} CsScope;

typedef enum
{
  CS_PUBLICATION_QUEUED,
  CS_PUBLICATION_SENDING, /* armed: perhaps the network has it already */
  CS_PUBLICATION_SENT,
  CS_PUBLICATION_NOT_SENT, /* the network certainly does not have it; will be tried again at next_try_at, if that is set */
  CS_PUBLICATION_UNKNOWN,
  CS_PUBLICATION_EXPIRED,
  CS_PUBLICATION_CANCELLED,
} CsPublicationState;

typedef enum
{
  CS_NETWORK_PRACTICE,
  CS_NETWORK_MASTODON,
  CS_NETWORK_BLUESKY,
  CS_NETWORK_X,
} CsNetworkKind;

typedef enum
{
  CS_VISIBILITY_PUBLIC,
  CS_VISIBILITY_UNLISTED,
  CS_VISIBILITY_FOLLOWERS,
} CsVisibility;

/**
 * CsRepliesFrom:
 *
 * Who may answer a post, where the network lets its author say so.
 */
typedef enum
{
  CS_REPLIES_FROM_EVERYONE,
  CS_REPLIES_FROM_FOLLOWERS, /* who follow the account */
  CS_REPLIES_FROM_FOLLOWED,  /* whom the account follows */
  CS_REPLIES_FROM_MENTIONED, /* who are named in the post */
  CS_REPLIES_FROM_NOBODY,
} CsRepliesFrom;
#define CS_N_REPLIES_FROM (CS_REPLIES_FROM_NOBODY + 1)

/**
 * CsQuotesFrom:
 *
 * Who may quote a post, where the network lets its author say so.
 */
typedef enum
{
  CS_QUOTES_FROM_EVERYONE,
  CS_QUOTES_FROM_NOBODY,
} CsQuotesFrom;
#define CS_N_QUOTES_FROM (CS_QUOTES_FROM_NOBODY + 1)

typedef enum
{
  CS_RELEASE_AT_ONCE, /* as soon as the chain is complete */
  CS_RELEASE_AT_TIME,
} CsRelease;

/* Each pair: nick of a value (static, for database and JSON), and the value of a nick (FALSE if there is none
 * such). Each label: the translated word a person reads, static. */
const char *cs_post_state_nick               (CsPostState         state);
gboolean    cs_post_state_from_nick          (const char         *nick,
                                              CsPostState        *state);
const char *cs_post_state_label              (CsPostState         state);
const char *cs_post_act_nick                 (CsPostAct           act);
const char *cs_verdict_nick                  (CsVerdict           verdict);
gboolean    cs_verdict_from_nick             (const char         *nick,
                                              CsVerdict          *verdict);
const char *cs_stage_kind_nick               (CsStageKind         kind);
gboolean    cs_stage_kind_from_nick          (const char         *nick,
                                              CsStageKind        *kind);
const char *cs_stage_kind_label              (CsStageKind         kind);
const char *cs_party_kind_nick               (CsPartyKind         kind);
gboolean    cs_party_kind_from_nick          (const char         *nick,
                                              CsPartyKind        *kind);

/**
 * cs_party_kind_has_role:
 *
 * Whether a party of @kind is the holders of a role, rather than one person.
 */
gboolean    cs_party_kind_has_role           (CsPartyKind         kind);
const char *cs_rule_has_nick                 (CsRuleHas           has);
gboolean    cs_rule_has_from_nick            (const char         *nick,
                                              CsRuleHas          *has);
const char *cs_quorum_nick                   (CsQuorum            quorum);
gboolean    cs_quorum_from_nick              (const char         *nick,
                                              CsQuorum           *quorum);
const char *cs_scope_nick                    (CsScope             scope);
gboolean    cs_scope_from_nick               (const char         *nick,
                                              CsScope            *scope);
const char *cs_publication_state_nick        (CsPublicationState  state);
gboolean    cs_publication_state_from_nick   (const char         *nick,
                                              CsPublicationState *state);
const char *cs_publication_state_label       (CsPublicationState  state);
const char *cs_network_kind_nick             (CsNetworkKind       kind);
gboolean    cs_network_kind_from_nick        (const char         *nick,
                                              CsNetworkKind      *kind);
const char *cs_network_kind_label            (CsNetworkKind       kind);
const char *cs_visibility_nick               (CsVisibility        visibility);
gboolean    cs_visibility_from_nick          (const char         *nick,
                                              CsVisibility       *visibility);
const char *cs_visibility_label              (CsVisibility        visibility);
const char *cs_replies_from_nick             (CsRepliesFrom       replies_from);
gboolean    cs_replies_from_from_nick        (const char         *nick,
                                              CsRepliesFrom      *replies_from);
const char *cs_replies_from_label            (CsRepliesFrom       replies_from);
const char *cs_quotes_from_nick              (CsQuotesFrom        quotes_from);
gboolean    cs_quotes_from_from_nick         (const char         *nick,
                                              CsQuotesFrom       *quotes_from);
const char *cs_quotes_from_label             (CsQuotesFrom        quotes_from);
const char *cs_release_nick                  (CsRelease           release);
gboolean    cs_release_from_nick             (const char         *nick,
                                              CsRelease          *release);

/**
 * cs_role_nick:
 * @role: exactly one role
 */
const char *cs_role_nick                     (CsRoles             role);
gboolean    cs_role_from_nick                (const char         *nick,
                                              CsRoles            *role);
const char *cs_role_label                    (CsRoles             role);

/**
 * cs_roles_to_string:
 * @roles: a set
 *
 * Returns: (transfer full): nicks in the order of the enum, separated by commas; "" for none
 */
char       *cs_roles_to_string               (CsRoles             roles) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_roles_from_string:
 *
 * The reverse of cs_roles_to_string(). Sets %CS_ERROR_INVALID for an unknown nick.
 */
gboolean    cs_roles_from_string             (const char         *text,
                                              CsRoles            *roles,
                                              GError            **error);

/**
 * cs_label_nick:
 * @label: exactly one label
 */
const char *cs_label_nick                    (CsLabels            label);
gboolean    cs_label_from_nick               (const char         *nick,
                                              CsLabels           *label);
const char *cs_label_label                   (CsLabels            label);

/**
 * cs_labels_to_string:
 * @labels: a set
 *
 * Returns: (transfer full): nicks in the order of the enum, separated by commas; "" for none
 */
char       *cs_labels_to_string              (CsLabels            labels) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_labels_from_string:
 *
 * The reverse of cs_labels_to_string(); "" is none. Sets %CS_ERROR_INVALID for an unknown nick.
 */
gboolean    cs_labels_from_string            (const char         *text,
                                              CsLabels           *labels,
                                              GError            **error);

/**
 * cs_labels_describe:
 *
 * Returns: (transfer full): the labels as people read them, “Policy, Important”; "" for none
 */
char       *cs_labels_describe               (CsLabels            labels) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_handle_for_people:
 * @handle: as the network gives it: “@office@example.org”
 *
 * A practice account lives at a port of this computer, which says nothing to anybody: such a handle loses its server. The true handle
 * stays in the record.
 *
 * Returns: (transfer full): the handle that people are shown: “@office”
 */
char       *cs_handle_for_people      (const char    *handle) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
