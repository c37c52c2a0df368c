//! A member arrives, leaves, cannot serve for a while, or comes back.

use crate::app::Document;
use crate::app::wording::{Text, member_note, noted};
use crate::edit::{Edit, Then};
use crate::exchange::read_date;
use crate::model::{HouseholdId, Member, MemberId, MemberStatus};
use crate::ui::asked::Asked;
use crate::ui::dialogs::code_after::code_after;
use crate::ui::dialogs::{Answer, buttons_ui, take_keyboard};
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use crate::ui::widgets::call;
use egui::{ComboBox, RichText, TextEdit, Ui};

/// What is typed so far.
#[derive(Debug)]
pub struct MemberLifeDialog {
    /// About whom; `None` for somebody new.
    member: Option<MemberId>,
    what: What,
    code: String,
    name: String,
    phone: String,
    home_code: String,
    why: String,
    day: String,
    back: Option<MemberId>,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Arrives,
    Returns,
    Pauses,
    Resumes,
    Leaves,
}

impl MemberLifeDialog {
    /// About somebody who is on the register.
    pub(crate) fn of(document: &Document, member: MemberId) -> Option<Self> {
        let row = document.project().members.at(member)?;
        let what = if row.eligible { What::Pauses } else { What::Resumes };
        Some(Self { member: Some(member), what, ..Self::arriving(document) })
    }

    /// About somebody new, or who comes back.
    pub(crate) fn arriving(document: &Document) -> Self {
        let (name, phone, home_code, why) = Default::default();
        let back = document.project().members.iter().find(|(_, row)| row.status == MemberStatus::Retired);
        Self {
            member: None,
            what: What::Arrives,
            code: next_member_code(document),
            name,
            phone,
            home_code,
            why,
            day: document.now().today.to_string(),
            back: back.map(|(member, _)| member),
        }
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
        let (lang, naming) = (session.lang, Session::naming(document));
        let (title, name) = match self.member {
            Some(member) => (Text::MemberLife, naming.member(member)),
            None => (Text::AddMember, String::new()),
        };
        ui.label(strong([title.of(lang).trim_end_matches('…'), &name].join(" ").trim_end(), 16.0));
        let can_return = self.back.is_some();
        ui.horizontal_wrapped(|ui| {
            let kinds: &[(What, Text)] = match self.member {
                Some(_) => &[
                    (What::Pauses, Text::LifePauses),
                    (What::Resumes, Text::LifeResumes),
                    (What::Leaves, Text::LifeLeaves),
                ],
                None if can_return => &[(What::Arrives, Text::LifeArrives), (What::Returns, Text::LifeReturns)],
                None => &[(What::Arrives, Text::LifeArrives)],
            };
            for (what, text) in kinds {
                ui.selectable_value(&mut self.what, *what, text.of(lang));
            }
        });
        let hint = match self.what {
            What::Arrives | What::Returns => Text::LifeArrivesHint,
            What::Pauses => Text::LifePausesHint,
            What::Resumes => Text::LifeResumesHint,
            What::Leaves => Text::LifeLeavesHint,
        };
        ui.label(RichText::new(hint.of(lang)).size(13.0).color(color(session.theme.text_weak)));
        egui::Grid::new("life")
            .num_columns(2)
            .spacing([12.0, 8.0])
            .show(ui, |ui| self.fields_ui(ui, document, session));
        let edit = self.edit(document);
        if buttons_ui(ui, session, Text::Confirm.of(lang), edit.is_some())? == Answer::Leave {
            return Some(Asked::CloseDialog);
        }
        edit.map(|edit| Asked::Do(Box::new(edit)))
    }

    fn fields_ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) {
        let (lang, naming) = (session.lang, Session::naming(document));
        let field = |ui: &mut Ui, text: Text, value: &mut String, hint: &str| {
            ui.label(text.of(lang));
            let response = ui.add(TextEdit::singleline(value).hint_text(hint).desired_width(300.0));
            call(&response, egui::Role::TextInput, text.of(lang));
            ui.end_row();
            response
        };
        match self.what {
            What::Arrives => {
                let response = field(ui, Text::MemberName, &mut self.name, "");
                take_keyboard(ui, &response);
                field(ui, Text::MemberCode, &mut self.code, "");
                field(ui, Text::DutyPhone, &mut self.phone, "");
                field(ui, Text::LifeHomeCode, &mut self.home_code, Text::LifeHomeHint.of(lang));
            }
            What::Returns => {
                ui.label(Text::MemberName.of(lang));
                let shown = self.back.map(|member| naming.member(member)).unwrap_or_default();
                let choice = ComboBox::from_id_salt("back").selected_text(shown).width(300.0).show_ui(ui, |ui| {
                    let members = document.project().members.iter();
                    for (member, _) in members.filter(|(_, row)| row.status == MemberStatus::Retired) {
                        ui.selectable_value(&mut self.back, Some(member), naming.member(member));
                    }
                });
                call(&choice.response, egui::Role::ComboBox, Text::MemberName.of(lang));
                ui.end_row();
            }
            What::Pauses | What::Leaves | What::Resumes => {
                field(ui, Text::LifeWhy, &mut self.why, Text::LifeWhyHint.of(lang));
                field(ui, Text::LifeDay, &mut self.day, "2026-11-01");
            }
        }
    }

    /// The wish, once all of it is there. What was the reason is remarked with its day.
    fn edit(&self, document: &Document) -> Option<Edit> {
        let project = document.project();
        if self.what == What::Returns {
            return self.back.map(Edit::ReturnMember);
        }
        if self.what == What::Arrives {
            let home = match self.home_code.trim() {
                "" => None,
                code => Some(home_of(document, code)?),
            };
            let (code, name) = (self.code.trim(), self.name.trim());
            return (!code.is_empty() && !name.is_empty()).then(|| {
                Edit::AddMember(Box::new(Member {
                    name: name.to_owned(),
                    home,
                    duty_phone: self.phone.trim().to_owned(),
                    ..Member::blank(code.to_owned(), &project.facts.scheme)
                }))
            });
        }
        let member = self.member?;
        let row = project.members.at(member)?;
        let day = read_date(&self.day)?;
        let then = Then::Unsaid;
        let wish = match self.what {
            What::Leaves => Edit::RetireMember { member, then },
            What::Pauses => Edit::SetEligible { member, eligible: false, then },
            What::Resumes | What::Arrives | What::Returns => Edit::SetEligible { member, eligible: true, then },
        };
        let is_same = matches!(&wish, Edit::SetEligible { eligible, .. } if *eligible == row.eligible);
        if is_same {
            return None;
        }
        let why = self.why.trim();
        if why.is_empty() {
            return Some(wish);
        }
        let note = noted(&row.note, &member_note(day, why));
        let remark = Edit::ChangeMember(member, Box::new(Member { note, ..row.clone() }));
        Some(Edit::Together(vec![wish, remark]))
    }
}

/// The household with a code that somebody lives in.
fn home_of(document: &Document, code: &str) -> Option<HouseholdId> {
    let mut living = document.project().households.iter().filter(|(_, row)| row.is_lived_in());
    living.find(|(_, row)| row.code == code).map(|(household, _)| household)
}

/// The code after the last one of the members.
fn next_member_code(document: &Document) -> String {
    let codes: Vec<&str> = document.project().members.rows().map(|row| row.code.as_str()).collect();
    code_after(&codes, "M0001")
}
