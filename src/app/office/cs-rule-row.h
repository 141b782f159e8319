/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-office-data.h"
#include "cs-route.h"

G_BEGIN_DECLS

/**
 * CsRuleRow:
 *
 * One rule that chooses a route, to change in place; a sentence for those who may only read.
 *
 * CsRuleRow::changed: the rule was changed by the person.
 * CsRuleRow::asked: (int): the person wants the rule one place up (-1) or down (1), or away (0)
 */
#define CS_TYPE_RULE_ROW (cs_rule_row_get_type ())
G_DECLARE_FINAL_TYPE (CsRuleRow, cs_rule_row, CS, RULE_ROW, AdwPreferencesRow)

/**
 * cs_rule_row_new:
 * @rule: changed in place; not owned
 * @number: from 1
 */
GtkWidget *cs_rule_row_new (CsOfficeData *data,
                            CsRouteRule  *rule,
                            guint         number,
                            gboolean      editable);

G_END_DECLS
