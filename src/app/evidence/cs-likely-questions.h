/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CsLikelyQuestions:
 *
 * Questions that a leader may be asked, each with its answer, to be written, added and removed.
 *
 * CsLikelyQuestions::changed: the person changed something.
 */
#define CS_TYPE_LIKELY_QUESTIONS (cs_likely_questions_get_type ())
G_DECLARE_FINAL_TYPE (CsLikelyQuestions, cs_likely_questions, CS, LIKELY_QUESTIONS, AdwBin)

GtkWidget *cs_likely_questions_new (void);

/**
 * cs_likely_questions_set:
 * @questions: (element-type CsLikelyQuestion)
 */
void       cs_likely_questions_set (CsLikelyQuestions *self,
                                    GPtrArray         *questions);

/**
 * cs_likely_questions_get:
 *
 * Returns: (transfer full) (element-type CsLikelyQuestion): those that are not empty
 */
GPtrArray *cs_likely_questions_get (CsLikelyQuestions *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
