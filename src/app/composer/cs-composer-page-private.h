/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-check-bar.h"
#include "cs-check-panel.h"
#include "cs-checker.h"
#include "cs-composer-page.h"
#include "cs-draft.h"
#include "cs-find-bar.h"
#include "cs-notice.h"
#include "cs-post-menu.h"
#include "cs-post-preview.h"
#include "cs-presence.h"
#include "cs-segment-card.h"
#include "cs-side-layout.h"
#include "cs-sources-pane.h"
#include "cs-speller.h"
#include "cs-time-field.h"
#include "cs-variant-group.h"
#include "cs-wrap-box.h"

G_BEGIN_DECLS

struct _CsComposerPage
{
  AdwBin           parent_instance;

  CsSession       *session;
  CsDraft         *draft;
  CsPresence      *presence;
  GtkWindow       *window;        /* the one whose closing waits for us; lent */
  gulong           close_handler;
  gboolean         close_warned;  /* it was said that the newest typing is not in the office */
  gboolean         loading;       /* widgets change because of us */
  gboolean         submitting;
  guint            clock_source;  /* looks again whether the release time has passed */
  CsChecker       *checker;       /* the office's rules; NULL until they are there */
  CsDigest         rules;         /* of the answer that checker was made of */
  GPtrArray       *missing;       /* of CsFinding: what the checks found; NULL until they ran */
  GPtrArray       *waived;        /* of CsFinding: what the office said last, for its waivers; or NULL */
  GPtrArray       *links;         /* of CsLinkFact: links that were followed; or NULL */
  gboolean         contributor;   /* who sits here wrote part of the post */
  GPtrArray       *card_list;     /* of CsSegmentCard, lent by the boxes: one for each part, as cs_draft_find_part() counts */
  CsSegmentCard   *current;       /* the one last worked in, or NULL; lent */
  GPtrArray       *groups;        /* of CsVariantGroup, one for each variant; lent by pair_box */
  guint            shown_variant; /* which of them is looked at */
  gboolean         main_chosen;   /* where there is room for one only: the main text is */
  GHashTable      *main_texts;    /* digest in hex -> char *: main texts that words were checked against */
  char            *switch_shown;  /* what variant_switch shows */
  GArray          *preview_ids;   /* of gint64: accounts in preview_drop */
  GtkLabel        *cost;           /* below the accounts */
  char            *accounts_shown; /* what the account chips show */
  gboolean         focused;       /* the text has had the focus once */
  GPtrArray       *languages;     /* of char *: codes in language_drop */
  CsChart         *unfinished;    /* a chart whose editor was closed, while it can be taken up again */
  char            *unfinished_alt;
  int              unfinished_replace;

  AdwWindowTitle  *title;
  CsPostMenu      *menu;
  GtkToggleButton *side_toggle;
  CsNotice        *returned_notice;
  CsNotice        *choice_notice;
  CsNotice        *locked_notice;
  CsNotice        *presence_notice;
  GtkStack        *stack;
  AdwStatusPage   *failed_page;
  CsSideLayout    *layout;
  GtkBox          *writing;
  CsWrapBox       *accounts;
  GtkDropDown     *release_drop;
  GtkWidget       *time_holder;
  CsTimeField     *time_field;
  AdwClamp        *clamp;
  GtkBox          *variant_switch;
  CsWrapBox       *pair_box;
  GtkWidget       *main_box;
  GtkBox          *cards;
  GtkWidget       *other_words;
  GtkBox          *variant_accounts;
  GtkDropDown     *variant_language;
  GtkWidget       *variant_add;
  GPtrArray       *variant_languages; /* of char *: "" and the codes in language_drop */
  GtkStringList   *variant_names;
  GtkCheckButton  *number_check;
  GtkDropDown     *replies_drop;
  GtkDropDown     *quotes_drop;
  GtkCheckButton  *ai_check;
  GtkDropDown     *visibility_drop;
  GtkDropDown     *language_drop;
  GtkCheckButton  *warning_check;
  GtkEditable     *warning_entry;
  GtkStack        *side_stack;
  GtkStackPage    *sources_page;
  AdwBin          *sources_bin;
  CsSourcesPane   *sources;
  GtkBox          *preview_box;
  GtkDropDown     *preview_drop;
  CsPostPreview   *preview;
  GtkWidget       *comments;      /* CsCommentsView */
  GtkStackPage    *comments_page;
  GPtrArray       *comment_list;  /* of CsCommentInfo, or NULL */
  gboolean         comments_offered; /* the page with them was put in front once, or had none */
  gboolean         accepting;     /* a suggestion is being put into the text */
  GtkWidget       *bar;
  CsCheckBar      *checks;
  GtkRevealer     *check_revealer;
  GtkWidget       *check_panel;
  GtkLabel        *saved_label;
  GtkWidget       *submit;

  CsFindBar       *find_bar;
  CsSpeller       *speller;
  GHashTable      *spellers;       /* of the other languages of variants, CsSpeller by language */
  char            *spelt_language; /* of which the office's own words were asked for */
  GMenu           *text_menu;      /* what the menus of all texts offer */
  guint            menu_sources;   /* how many sources it offers */
};

/* cs-composer-page.c */
void cs_composer_page_refresh_checks  (CsComposerPage *self);
/* Shows in the preview an account that gets the part, if there is none shown that does. */
void cs_composer_page_follow          (CsComposerPage *self,
                                       guint           part);
void cs_composer_page_refresh_preview (CsComposerPage *self);

/* (transfer full) (element-type CsTarget): what the chosen accounts take */
GArray *cs_composer_page_collect_targets (CsComposerPage *self);

/* cs-composer-thread.c: the parts of a thread. @anew: the whole content was replaced */
void cs_composer_thread_install       (GtkWidgetClass *widget_class);
void cs_composer_thread_init          (CsComposerPage *self);
void cs_composer_thread_show          (CsComposerPage *self,
                                       gboolean        anew);

/* cs-composer-variants.c: other words for some accounts */
void cs_composer_variants_init        (CsComposerPage *self);
void cs_composer_variants_finish      (CsComposerPage *self);
void cs_composer_variants_resize      (CsComposerPage *self);
void cs_composer_variants_arrange     (CsComposerPage *self);
void cs_composer_variants_refresh     (CsComposerPage *self);
void cs_composer_variants_remember    (CsComposerPage *self);

/* Makes sure that @part can be seen */
void cs_composer_variants_reveal      (CsComposerPage *self,
                                       guint           part);

/* The card that has the focus, else the one that had it last, else the first */
CsSegmentCard *cs_composer_thread_get_current (CsComposerPage *self);

/* cs-composer-fields.c: what is not text */
void cs_composer_fields_load          (CsComposerPage *self);
void cs_composer_fields_show_accounts (CsComposerPage *self);

/* What publishing costs, below the accounts, where that is known */
void cs_composer_fields_show_cost     (CsComposerPage *self);
void cs_composer_fields_init          (CsComposerPage *self);
void cs_composer_fields_bind          (GtkWidgetClass *widget_class);

/* cs-composer-comments.c: what colleagues say */
void cs_composer_comments_init        (CsComposerPage *self);
void cs_composer_comments_show        (CsComposerPage *self);
void cs_composer_comments_mark        (CsComposerPage *self);

/* cs-composer-words.c: ties to sources, finding, spelling */
void cs_composer_words_install        (GtkWidgetClass *widget_class);
void cs_composer_words_init           (CsComposerPage *self);
void cs_composer_words_dispose        (CsComposerPage *self);
void cs_composer_words_changed        (CsComposerPage *self);

/* cs-composer-templates.c */
void cs_composer_templates_install    (GtkWidgetClass *widget_class);

/* Puts @content in the place of all that stands in the post, keeping the accounts; @said is what a toast says, which offers to take it back. */
void cs_composer_templates_replace    (CsComposerPage  *self,
                                       const CsContent *content,
                                       const char      *said);
/* cs-composer-checks.c: what the rules of the office say to it */
void cs_composer_checks_init          (CsComposerPage *self);
void cs_composer_checks_ask           (CsComposerPage *self);
void cs_composer_checks_jump          (CsComposerPage *self,
                                       guint           i);
void cs_composer_checks_clear         (CsComposerPage *self);

/* cs-composer-actions.c */
void cs_composer_actions_install      (GtkWidgetClass *widget_class);
void cs_composer_actions_watch_window (CsComposerPage *self);
void cs_composer_actions_leave_window (CsComposerPage *self);
void cs_composer_actions_edit_chart   (CsComposerPage *self,
                                       guint           media);
void cs_composer_actions_enable       (CsComposerPage *self);

G_END_DECLS
