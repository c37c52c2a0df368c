//! What happens to households and members in the course of years: the dialogs about it.

use crate::app::Command;
use crate::ui::dialogs::{Dialog, LifeDialog, MemberLifeDialog};
use crate::ui::session::Selected;
use crate::ui::window::Window;

impl Window {
    /// Opens the dialog for a command about a household or a member.
    pub(crate) fn run_on_lives(&mut self, command: Command) {
        let (document, session) = (&self.document, &mut self.session);
        let dialog = match (command, session.selected) {
            (Command::HouseholdLife, _) => {
                let household = session.focus().household;
                household.and_then(|household| LifeDialog::new(document, household)).map(Box::new).map(Dialog::Life)
            }
            (Command::MemberLife, Some(Selected::Member(member))) => {
                MemberLifeDialog::of(document, member).map(Box::new).map(Dialog::MemberLife)
            }
            (Command::AddMember, _) => Some(Dialog::MemberLife(Box::new(MemberLifeDialog::arriving(document)))),
            _ => None,
        };
        if let Some(dialog) = dialog {
            session.ask(dialog);
        }
    }
}
