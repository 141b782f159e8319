/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-json.h"
#include "cs-local-office.h"
#include "cs-operation.h"

G_BEGIN_DECLS

/* What the programs of a shell look at. */
#define CS_CLI_DONE 0
#define CS_CLI_REFUSED 1 /* it was tried and did not go */
#define CS_CLI_USAGE 2   /* it was not understood */

/**
 * CsCli:
 *
 * A command line, taken apart. Everything is lent by argv but @words and @options.
 */
typedef struct
{
  const char *office;        /* folder; never NULL */
  const char *as;            /* login, or NULL */
  const char *password_file; /* or NULL */
  gboolean    json;
  GPtrArray  *words;         /* of char *: what is not an option; lent */
  GHashTable *options;       /* name without dashes, "_" for "-", to value ("" for none); owned keys, lent values */
} CsCli;

/* The commands: each returns one of the exit codes above. */
int         cs_cli_run_operations     (CsCli        *cli);
int         cs_cli_run_call           (CsCli        *cli);
int         cs_cli_run_connect        (CsCli        *cli);
int         cs_cli_run_verify         (CsCli        *cli);
int         cs_cli_run_practice_serve (CsCli        *cli);
int         cs_cli_run_practice_make  (CsCli        *cli);
int         cs_cli_run_publish        (CsCli        *cli);
int         cs_cli_run_text_count     (CsCli        *cli);
int         cs_cli_run_backup         (CsCli        *cli);
int         cs_cli_run_restore        (CsCli        *cli);
int         cs_cli_run_demo           (CsCli        *cli);

/* The value of an option, %NULL if it was not given. */
const char *cs_cli_get_option         (CsCli        *cli,
                                       const char   *name);

/**
 * cs_cli_check_options:
 * @known: names, ending with %NULL
 *
 * Complains about any other option.
 */
gboolean    cs_cli_check_options      (CsCli        *cli,
                                       const char * const *known);

/**
 * cs_cli_read_arguments:
 *
 * The options as arguments of an operation. What is secret is better given as the name of a file that holds it on its first line (“--token-file F”): command lines are there for
 * everybody on the computer to read.
 *
 * Returns: (transfer full) (nullable): %NULL after a complaint
 */
JsonObject *cs_cli_read_arguments     (CsCli             *cli,
                                       const CsOperation *operation) G_GNUC_WARN_UNUSED_RESULT;

/* Writes a complaint about the command line. Returns: %CS_CLI_USAGE */
int         cs_cli_misuse             (const char   *format,
                                       ...) G_GNUC_PRINTF (1, 2);

/* Writes what a person is told of @error, and the detail. Returns: %CS_CLI_REFUSED */
int         cs_cli_refuse             (const GError *error);

/**
 * cs_cli_open:
 * @sign_in: whether --as is to be obeyed
 *
 * Opens the office; signs in with the password of the file or one typed without echo; in a practice office without any.
 */
CsLocalOffice *cs_cli_open            (CsCli        *cli,
                                       gboolean      sign_in,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_cli_call_office:
 * @arguments: (transfer full) (nullable)
 *
 * Calls an operation. At a terminal it tells on the error output how far one is that takes long, and Ctrl+C cancels it; elsewhere it is silent.
 *
 * Returns: (transfer full): the answer
 */
JsonObject *cs_cli_call_office        (CsLocalOffice *office,
                                       const char    *operation,
                                       JsonObject    *arguments,
                                       GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/* Prints an operation's answer: as JSON, or for a person. */
void        cs_cli_print_reply        (CsCli        *cli,
                                       const char   *operation,
                                       JsonObject   *reply);

/**
 * cs_cli_print_table:
 * @columns: heading, member, heading, member, …, %NULL
 */
void        cs_cli_print_table        (JsonArray    *rows,
                                       const char * const *columns);

/* Which language the interface is in: "zh" or "en" */
const char *cs_cli_get_language       (void);

G_END_DECLS
