//! What is said when the program itself has made a mistake.

use crate::app::wording::Lang;
use std::path::Path;

/// What happened, that nothing is lost, and where the note about it lies.
pub fn crash_words(lang: Lang, note: Option<&Path>, is_often: bool) -> String {
    let calm = if is_often {
        lang.pick(
            "程序又出了同样的问题。已保存的修改都在文件里。建议先保存一份副本，然后退出再打开",
            "The same thing went wrong again. Everything saved is in the file. Better save a copy, quit and open it again",
        )
    } else {
        lang.pick(
            "刚才的一步没有完成，打开的对话框和选择已收起。已保存的修改都在文件里，没有丢失，可以继续工作",
            "The last step was not finished; what was open or selected was put away. Everything saved is in the file, \
             nothing is lost, and you can go on",
        )
    };
    match note {
        Some(path) => {
            let told = lang.pick(
                "出错位置已记在本机的文件里（只有程序位置，不含任何人的信息）",
                "Where it happened is noted on this machine (places in the program only, nothing about anybody)",
            );
            format!("{calm}\n\n{told}\n{}", path.display())
        }
        None => calm.to_owned(),
    }
}

/// The window is gone although nobody has closed it.
pub fn window_lost_words(lang: Lang, note: Option<&Path>) -> String {
    let calm = lang.pick(
        "窗口意外关闭了。已保存的修改都在文件里，请重新打开",
        "The window was lost. Everything saved is in the file; please open it again",
    );
    note.map_or_else(|| calm.to_owned(), |path| format!("{calm}\n{}", path.display()))
}
