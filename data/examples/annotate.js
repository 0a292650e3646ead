#!/usr/bin/env -S gjs
// SPDX-License-Identifier: GPL-3.0-or-later
// What a text says: annotate.js TEXT [FOLDER], where FOLDER holds extract/en.dlnmodel
imports.gi.versions.Dateline = '1';
const { Dateline } = imports.gi;

const model = Dateline.Model.open_default(ARGV.length > 1 ? ARGV[1] : null, 'en');
for (const line of Dateline.annotate_text(model, ARGV[0], null).split('\n').filter(l => l !== '')) {
    const row = JSON.parse(line);
    print([row.layer, row.start, row.end, row.text].join('\t'));
}
