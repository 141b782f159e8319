/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-content.h"

G_BEGIN_DECLS

/* What colleagues say to each other about a post. Internal: never part of the content, nor of its digest. */

typedef enum
{
  CS_COMMENT_REMARK,
  CS_COMMENT_QUESTION,   /* asks for information; the post stays where it is */
  CS_COMMENT_ANSWER,     /* to a question, or to any other comment */
  CS_COMMENT_SUGGESTION, /* other words, which the author accepts with one click */
} CsCommentKind;

typedef enum
{
  CS_ANCHOR_POST,    /* the whole of it */
  CS_ANCHOR_WORDS,
  CS_ANCHOR_PICTURE,
  CS_ANCHOR_SOURCE,
} CsAnchorKind;

/**
 * CsCommentAnchor:
 *
 * What a comment speaks of. Words are known by what they say and by what stands around them, so that they are found again
 * where other words came before them.
 */
typedef struct
{
  CsAnchorKind  kind;
  guint         segment; /* of words or a picture */
  guint         start;   /* of words: characters */
  guint         end;     /* behind the last */
  char         *quote;   /* the words; the address or title of a source; else "". All strings owned, never NULL */
  char         *before;  /* of words: up to 32 characters in front */
  char         *after;   /* of words: up to 32 characters behind */
  CsDigest      picture; /* of a picture */
  guint         source;  /* of a source: its place in the list */
} CsCommentAnchor;

const char      *cs_comment_kind_nick         (CsCommentKind           kind);
gboolean         cs_comment_kind_from_nick    (const char             *nick,
                                               CsCommentKind          *kind);
const char      *cs_comment_kind_label        (CsCommentKind           kind);

/* The four kinds of anchors. Those of words and sources set %CS_ERROR_INVALID where @content has nothing there. */
CsCommentAnchor *cs_comment_anchor_new_post    (void) G_GNUC_WARN_UNUSED_RESULT;
CsCommentAnchor *cs_comment_anchor_new_words   (const CsContent        *content,
                                                guint                   segment,
                                                guint                   start,
                                                guint                   end,
                                                GError                **error) G_GNUC_WARN_UNUSED_RESULT;
CsCommentAnchor *cs_comment_anchor_new_picture (guint                   segment,
                                                const CsDigest         *picture) G_GNUC_WARN_UNUSED_RESULT;
CsCommentAnchor *cs_comment_anchor_new_source  (const CsContent        *content,
                                                guint                   source,
                                                GError                **error) G_GNUC_WARN_UNUSED_RESULT;
CsCommentAnchor *cs_comment_anchor_copy        (const CsCommentAnchor  *anchor) G_GNUC_WARN_UNUSED_RESULT;
void             cs_comment_anchor_free        (CsCommentAnchor        *anchor);

/**
 * cs_comment_anchor_to_canonical:
 *
 * Returns: (transfer full): canonical JSON, with the members that its kind has
 */
char            *cs_comment_anchor_to_canonical (const CsCommentAnchor *anchor) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_comment_anchor_parse:
 *
 * Strict: unknown kinds and members, wrong types and numbers that cannot be are refused. Sets %CS_ERROR_INVALID.
 */
CsCommentAnchor *cs_comment_anchor_parse       (const char             *json,
                                                GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_comment_anchor_find:
 * @content: another revision than the one that was commented on, or the same
 * @certain: (out) (optional): FALSE where several places say the same words in the same surroundings
 *
 * Where the anchor stands in @content: words at their old place; else where the most of their surroundings is; else the nearest.
 *
 * Returns: (transfer full) (nullable): the anchor as it stands there, or %NULL: its words, its picture, its source are gone
 */
CsCommentAnchor *cs_comment_anchor_find        (const CsCommentAnchor  *anchor,
                                                const CsContent        *content,
                                                gboolean               *certain) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_comment_apply:
 * @replacement: new words, or the alt text of a picture
 *
 * Puts a suggestion into @content. Sets %CS_ERROR_WORDS_GONE where the words no longer stand there, or stand at several places that cannot be told
 * apart, and %CS_ERROR_INVALID for an anchor that nothing can be put at.
 */
gboolean         cs_comment_apply              (const CsCommentAnchor  *anchor,
                                                const char             *replacement,
                                                CsContent              *content,
                                                GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCommentAnchor, cs_comment_anchor_free)

G_END_DECLS
