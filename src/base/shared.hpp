// Values that cost nothing to copy: copies share one object until one of them is changed.
//
// Both read like the container that they hold. What changes them first takes an object of its own
// where others share it, so a copy that was taken before never sees the change; a reference that
// was taken before may show the state before it. Not for two threads to change one of them at a
// time.
#pragma once
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace zhantu {

// What a container is asked by: the key of a map, the place in a list.
template <class T>
struct KeyOf {
  using type = std::size_t;
};
template <class T>
requires requires { typename T::key_type; }
struct KeyOf<T> {
  using type = typename T::key_type;
};

template <class T>
class Shared {
 public:
  using Key = typename KeyOf<T>::type;

  Shared() : value_(std::make_shared<T>()) {}
  Shared(T value) : value_(std::make_shared<T>(std::move(value))) {}
  Shared(const Shared&) = default;  // and no move: a moved-from value would be empty-handed
  Shared& operator=(const Shared&) = default;
  ~Shared() = default;

  operator const T&() const { return *value_; }
  T& edit() {
    if (value_.use_count() != 1) value_ = std::make_shared<T>(*value_);
    return *value_;
  }
  // Nothing was changed since one was copied from the other. (May be false for equal values.)
  bool same_as(const Shared& other) const { return value_ == other.value_; }

  auto begin() const { return std::as_const(*value_).begin(); }
  auto end() const { return std::as_const(*value_).end(); }
  auto rbegin() const { return std::as_const(*value_).rbegin(); }
  auto rend() const { return std::as_const(*value_).rend(); }
  std::size_t size() const { return value_->size(); }
  bool empty() const { return value_->empty(); }
  const auto& front() const { return std::as_const(*value_).front(); }
  const auto& back() const { return std::as_const(*value_).back(); }
  auto find(const Key& key) const { return std::as_const(*value_).find(key); }
  bool contains(const Key& key) const { return value_->contains(key); }
  const auto& at(const Key& key) const { return std::as_const(*value_).at(key); }
  auto& at(const Key& key) { return edit().at(key); }
  const auto& operator[](const Key& key) const { return std::as_const(*value_)[key]; }
  auto& operator[](const Key& key) { return edit()[key]; }

  template <class... Args>
  auto emplace(Args&&... args) {
    return edit().emplace(std::forward<Args>(args)...);
  }
  template <class Item>
  void push_back(Item&& item) {
    edit().push_back(std::forward<Item>(item));
  }

 private:
  std::shared_ptr<T> value_;
};

// A list whose items are shared one by one: changing one of a hundred copies that one.
template <class T>
class SharedList {
 public:
  using Item = std::shared_ptr<const T>;

  class const_iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;

    const_iterator() = default;
    explicit const_iterator(const std::shared_ptr<T>* at) : at_(at) {}
    reference operator*() const { return **at_; }
    pointer operator->() const { return at_->get(); }
    reference operator[](difference_type n) const { return *at_[n]; }
    const_iterator& operator++() { return ++at_, *this; }
    const_iterator operator++(int) { return const_iterator(at_++); }
    const_iterator& operator--() { return --at_, *this; }
    const_iterator operator--(int) { return const_iterator(at_--); }
    const_iterator& operator+=(difference_type n) { return at_ += n, *this; }
    const_iterator& operator-=(difference_type n) { return at_ -= n, *this; }
    friend const_iterator operator+(const_iterator a, difference_type n) { return a += n; }
    friend const_iterator operator+(difference_type n, const_iterator a) { return a += n; }
    friend const_iterator operator-(const_iterator a, difference_type n) { return a -= n; }
    friend difference_type operator-(const_iterator a, const_iterator b) { return a.at_ - b.at_; }
    friend auto operator<=>(const_iterator, const_iterator) = default;

   private:
    const std::shared_ptr<T>* at_ = nullptr;
  };
  using iterator = const_iterator;
  using value_type = T;
  using const_reference = const T&;

  const_iterator begin() const { return const_iterator(items_.data()); }
  const_iterator end() const { return const_iterator(items_.data() + items_.size()); }
  auto rbegin() const { return std::reverse_iterator(end()); }
  auto rend() const { return std::reverse_iterator(begin()); }
  std::size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }
  const T& operator[](std::size_t i) const { return *items_[i]; }
  T& operator[](std::size_t i) { return edit(i); }
  const T& front() const { return *items_.front(); }
  const T& back() const { return *items_.back(); }
  Item item(std::size_t i) const { return items_[i]; }  // the same as long as nobody changed it

  void push_back(T item) { items_.push_back(std::make_shared<T>(std::move(item))); }
  void insert(std::size_t at, T item) {
    items_.insert(items_.begin() + static_cast<std::ptrdiff_t>(at),
                  std::make_shared<T>(std::move(item)));
  }
  void erase(std::size_t at) { items_.erase(items_.begin() + static_cast<std::ptrdiff_t>(at)); }
  T& edit(std::size_t i) {
    std::shared_ptr<T>& item = items_[i];
    if (item.use_count() != 1) item = std::make_shared<T>(*item);
    return *item;
  }

 private:
  std::vector<std::shared_ptr<T>> items_;
};

}  // namespace zhantu
