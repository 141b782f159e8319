/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-call.h"
#include "cs-checker.h"
#include "cs-check-rows.h"

G_BEGIN_DECLS

/* Where rules come from: files installed with the program, files in the office's own folder, lists that it imported. Private to src/office. */

/* Rules that hold whatever the office switches off. */
#define CS_CHECK_PACK_ALWAYS "basic"

/* Of rules in the office's folder: they are on by being there. */
#define CS_CHECK_PACK_OWN "own"

/**
 * CsCheckFile:
 *
 * One rule with the text it came from.
 */
typedef struct
{
  CsCheckRule *rule; /* owned */
  char        *text; /* of the file; owned */
} CsCheckFile;

/**
 * cs_check_files_load:
 * @problems: (out) (transfer full) (optional) (element-type utf8): of files that cannot be used, each a line that names the file
 *
 * All rules there are, by id, also of packs that are off. A rule in the office's folder “checks” takes the place of an installed one with the same id, unless that always holds.
 * Sets %CS_ERROR_NO_RULES if the installed ones are not there.
 *
 * Returns: (transfer full) (element-type CsCheckFile)
 */
GPtrArray *cs_check_files_load  (const char    *folder,
                                 GPtrArray    **problems,
                                 GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/* Where the program's own rules are instead: for tests of what comes behind the checks, before any office is opened. */
void       cs_check_files_set_installed (const char *folder);

/**
 * cs_check_files_rules:
 *
 * Returns: (transfer full) (element-type CsCheckRule): those of the packs that are on, and one for each word list
 */
GPtrArray *cs_check_files_rules (CsCall        *call,
                                 GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a pack is among those that are on (or always on). */
gboolean   cs_check_pack_is_on  (GPtrArray     *packs,
                                 const char    *pack);

/* The rule of a list: its id is "list/ID". */
CsCheckRule *cs_check_files_rule_of_list (const CsWordListRow  *row,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
