//! Lists of addresses: why a row of one places nobody.

use crate::app::wording::Lang;
use crate::exchange::{AddressFault, ProblemKind};

/// Rows of an address list that place nobody.
pub(super) fn about_addresses(lang: Lang, kind: &ProblemKind) -> Option<String> {
    let ProblemKind::Address(fault) = kind else { return None };
    let words = match fault {
        AddressFault::NoAddress => {
            lang.pick("没有地址，不知道是哪一家。请补上", "There is no address; add one").to_owned()
        }
        AddressFault::NoPlace => lang
            .pick("没有坐标，这个地址没有用上。请补上经纬度", "There are no coordinates; add longitude and latitude")
            .to_owned(),
        AddressFault::Unclear { codes } => {
            let codes = codes.join(lang.pick("、", ", "));
            lang.pick(
                format!("{codes} 的地址在文件里有几处，相距较远，分不清是哪一处，没有定位。请写全地址（加上街道或村名）"),
                format!(
                    "The address of {codes} stands in rows that lie apart; not placed. Write it out with street or village"
                ),
            )
        }
        AddressFault::NobodyWaits { rows } => lang.pick(
            format!("{rows} 行的地址没有待定位的户，没有用上。已在地图上的户不会被移动"),
            format!("At {rows} addresses nobody waits to be placed. Who is on the map stays there"),
        ),
    };
    Some(words)
}
