/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-comment.h"

G_BEGIN_DECLS

/**
 * CsCommentForm:
 *
 * A comment, question or suggestion that is being written, and what it speaks of: the whole post, selected words, a picture
 * or a source. What was typed stays while the post is shown anew.
 *
 * CsCommentForm::add: cs_comment_form_get_kind() and so on say what.
 * CsCommentForm::closed: the person thought better of it.
 */
#define CS_TYPE_COMMENT_FORM (cs_comment_form_get_type ())
G_DECLARE_FINAL_TYPE (CsCommentForm, cs_comment_form, CS, COMMENT_FORM, AdwBin)

GtkWidget             *cs_comment_form_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_comment_form_set_content:
 *
 * Offers the pictures and sources of @content to speak of.
 */
void                   cs_comment_form_set_content     (CsCommentForm         *self,
                                                        const CsContent       *content);

/**
 * cs_comment_form_start:
 * @anchor: (nullable): what it speaks of at first; %NULL = the whole post
 *
 * Puts the focus where one types. What is typed already stays.
 */
void                   cs_comment_form_start           (CsCommentForm         *self,
                                                        const CsCommentAnchor *anchor);

/**
 * cs_comment_form_clear:
 *
 * Empties the form: it was added.
 */
void                   cs_comment_form_clear           (CsCommentForm         *self);
void                   cs_comment_form_set_busy        (CsCommentForm         *self,
                                                        gboolean               busy);

CsCommentKind          cs_comment_form_get_kind        (CsCommentForm         *self);
const CsCommentAnchor *cs_comment_form_get_anchor      (CsCommentForm         *self);
const char            *cs_comment_form_get_text        (CsCommentForm         *self);

/**
 * cs_comment_form_get_replacement:
 *
 * Returns: (transfer none) (nullable): the other words, of a suggestion
 */
const char            *cs_comment_form_get_replacement (CsCommentForm         *self);

G_END_DECLS
