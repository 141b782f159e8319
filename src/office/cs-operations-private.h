/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-operation.h"

G_BEGIN_DECLS

/* The tables of the subjects, each ending with a row without a name. They are put together in cs-operation.c. */
extern const CsOperation cs_session_operations[];
extern const CsOperation cs_office_operations[];
extern const CsOperation cs_person_operations[];
extern const CsOperation cs_section_operations[];
extern const CsOperation cs_route_operations[];
extern const CsOperation cs_position_operations[];
extern const CsOperation cs_account_operations[];
extern const CsOperation cs_limits_operations[];
extern const CsOperation cs_account_try_operations[];
extern const CsOperation cs_connect_operations[];
extern const CsOperation cs_connect_password_operations[];
extern const CsOperation cs_post_operations[];
extern const CsOperation cs_amend_operations[];
extern const CsOperation cs_decide_operations[];
extern const CsOperation cs_take_back_operations[];
extern const CsOperation cs_claim_operations[];
extern const CsOperation cs_draft_operations[];
extern const CsOperation cs_comment_operations[];
extern const CsOperation cs_release_operations[];
extern const CsOperation cs_post_queries[];
extern const CsOperation cs_desk_queries[];
extern const CsOperation cs_media_operations[];
extern const CsOperation cs_poster_operations[];
extern const CsOperation cs_style_operations[];
extern const CsOperation cs_picture_operations[];
extern const CsOperation cs_film_operations[];
extern const CsOperation cs_library_operations[];
extern const CsOperation cs_template_operations[];
extern const CsOperation cs_source_operations[];
extern const CsOperation cs_spelling_operations[];
extern const CsOperation cs_version_operations[];
extern const CsOperation cs_publication_operations[];
extern const CsOperation cs_queue_operations[];
extern const CsOperation cs_journal_operations[];
extern const CsOperation cs_backup_operations[];
extern const CsOperation cs_briefing_operations[];
extern const CsOperation cs_dossier_operations[];
extern const CsOperation cs_seal_print_operations[];
extern const CsOperation cs_key_operations[];
extern const CsOperation cs_second_factor_operations[];
extern const CsOperation cs_seal_operations[];
extern const CsOperation cs_report_operations[];
extern const CsOperation cs_calendar_operations[];
extern const CsOperation cs_notice_operations[];
extern const CsOperation cs_delegation_operations[];
extern const CsOperation cs_emergency_operations[];
extern const CsOperation cs_check_operations[];
extern const CsOperation cs_waiver_operations[];

G_END_DECLS
