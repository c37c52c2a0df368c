//! Why a wish cannot be granted, as a sentence that says what to do instead.

use crate::app::wording::{Lang, Naming, grid_refusal, unit_refusal};
use crate::edit::Refusal;
use crate::model::{HouseholdId, MemberId};

/// One sentence.
#[expect(clippy::too_many_lines, reason = "one arm for each refusal, and nothing else")]
pub fn refusal_sentence(lang: Lang, naming: Naming<'_>, refusal: &Refusal) -> String {
    let household = |id: &HouseholdId| naming.household(*id);
    let member = |id: &MemberId| naming.member(*id);
    match refusal {
        Refusal::NoHousehold(id) => {
            let household = household(id);
            lang.pick(
                format!("{household} 不在登记中或已迁出"),
                format!("{household} is not on the register or has moved out"),
            )
        }
        Refusal::NoMember(id) => {
            let member = member(id);
            lang.pick(format!("{member} 不在登记中或已离任"), format!("{member} is not on the register or has left"))
        }
        Refusal::NoPlan(_) => lang.pick("没有这个方案", "There is no such plan").to_owned(),
        Refusal::Ineligible(id) => {
            let member = member(id);
            lang.pick(
                format!("{member} 暂不联户，请选别人"),
                format!("{member} cannot cover households now; choose somebody else"),
            )
        }
        Refusal::OwnHousehold(home, id) => {
            let (household, member) = (household(home), member(id));
            lang.pick(
                format!("{household} 是 {member} 自己家，须由别人联系"),
                format!("{member} lives in {household}; somebody else has to cover it"),
            )
        }
        Refusal::Locked(locked, id) => {
            let (household, member) = (household(locked), member(id));
            lang.pick(
                format!("{household} 与 {member} 的联系已锁定，请先解锁"),
                format!("The link between {household} and {member} is locked; unlock it first"),
            )
        }
        Refusal::NothingToMove => {
            lang.pick("没有可以改动的户（都已锁定）", "Nothing can be moved; all are locked").to_owned()
        }
        Refusal::BackupIsPrimary(home, id) => {
            let (household, member) = (household(home), member(id));
            lang.pick(
                format!("{member} 已是 {household} 的主责，不能再任协助"),
                format!("{member} is responsible for {household} and cannot stand in as well"),
            )
        }
        Refusal::NoSuchLink(home, id) => {
            let (household, member) = (household(home), member(id));
            lang.pick(format!("{member} 没有联系 {household}"), format!("{member} has no such link to {household}"))
        }
        Refusal::NoTarget(target) => {
            let target = naming.target(*target);
            lang.pick(format!("{target} 不在登记中，不能联系"), format!("{target} is not on the register"))
        }
        Refusal::NoTargetLink(target, id) => {
            let (target, member) = (naming.target(*target), member(id));
            lang.pick(format!("{member} 没有联系 {target}"), format!("{member} has no such link to {target}"))
        }
        Refusal::NoGrid(_)
        | Refusal::NoArea
        | Refusal::OutlineCrosses
        | Refusal::GridInItself(_)
        | Refusal::TooFewGrids => grid_refusal(lang, naming, refusal),
        Refusal::UnitInItself(_) | Refusal::ReasonMissing | Refusal::NeverWaived => unit_refusal(lang, naming, refusal),
        Refusal::BuiltUpon(count) => lang.pick(
            format!("之后有 {count} 处改动用到了它，不能单独撤回"),
            format!("{count} later changes build upon it, so that it cannot be taken back alone"),
        ),
        Refusal::WouldUncover(bare) => {
            let (first, count) = (bare.first().map(household).unwrap_or_default(), bare.len());
            lang.pick(
                format!("{first} 等 {count} 户将无人联系。请指定接替人、选最近的党员，或写明原因"),
                format!(
                    "{count} households would have nobody ({first} …). Name somebody, take the nearest, or say why"
                ),
            )
        }
        Refusal::NobodyWithRoom(id) => {
            let household = household(id);
            lang.pick(
                format!("找不到有余量的党员接替 {household}。请指定接替人或写明原因"),
                format!("No member with room can be found for {household}. Name somebody, or say why"),
            )
        }
        Refusal::CodeTaken(code) => lang.pick(format!("编号 {code} 已被使用"), format!("The code {code} is taken")),
        Refusal::CodeMissing => lang.pick("编号和名称不能为空", "Code and name must not be empty").to_owned(),
        Refusal::PlanNameTaken(name) => {
            lang.pick(format!("已有名为“{name}”的方案"), format!("There is a plan named “{name}” already"))
        }
        Refusal::NotADraft(_) => lang.pick("只有草案可以采用", "Only a draft can be adopted").to_owned(),
        Refusal::PlanStays(_) => lang
            .pick("只有草案可以删除，现行和历史方案要保留", "Only drafts can be deleted; other plans are kept")
            .to_owned(),
        Refusal::PlanHasCopies(_) => lang
            .pick(
                "有方案由这份草案复制而来，请先删除那份方案",
                "Another plan was copied from this draft; delete that one first",
            )
            .to_owned(),
        Refusal::FormerPlan(_) => lang
            .pick(
                "历史方案不能修改，请先复制为草案",
                "This plan was in force once and stays as it was; copy it into a draft",
            )
            .to_owned(),
        Refusal::EmptyRange => lang.pick("上限不能小于下限", "The range ends before it begins").to_owned(),
        Refusal::SameMember(id) => {
            let member = member(id);
            lang.pick(format!("移交双方都是 {member}"), format!("{member} cannot hand over to the same person"))
        }
    }
}
