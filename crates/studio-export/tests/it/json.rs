//! JSON arrays that are written item by item.

use proptest::prelude::*;
use studio_export::JsonArray;

fn written(items: &[String]) -> String {
    let mut json = JsonArray::new(Vec::new());
    for item in items {
        json.item(item).unwrap();
    }
    String::from_utf8(json.finish().unwrap()).unwrap()
}

#[test]
fn an_array_without_items_is_one() {
    assert_eq!(written(&[]), "[]\n");
}

proptest! {
    #[test]
    fn every_array_is_read_back_and_has_one_item_a_line(items in proptest::collection::vec(any::<String>(), 1..8)) {
        let text = written(&items);
        prop_assert_eq!(text.lines().count(), items.len() + 2);
        let back: Vec<String> = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(back, items);
    }
}
